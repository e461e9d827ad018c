/* Counts the calls by which a process changes a folder, and spoils one of them.

   SHIM_FOLDER  the folder, absolute and without links; nothing happens while it is not set
   SHIM_AT      which call, from 1
   SHIM_DO      kill: end the process before it; tear: write half, then end; else an errno
   SHIM_STAYS   calls that get that errno later too, such as "write open"
   SHIM_LACKS   calls the drive does not know: "exchange", "exchange link"
   SHIM_LOG     a file outside the folder that gets a line for each call */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define CHANGES(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & (O_CREAT | O_TRUNC)))

static long count;

static int among(const char *calls, const char *call) { return calls && strstr(calls, call); }

static int inside(const char *path) {
    const char *folder = getenv("SHIM_FOLDER");
    size_t length = folder ? strlen(folder) : 0;
    return length && path && !strncmp(path, folder, length) && strchr("/", path[length]);
}

static const char *name_of(int handle, char *name) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, name, PATH_MAX - 1);
    name[length < 0 ? 0 : length] = 0;
    return name;
}

static void note(const char *call) {
    const char *path = getenv("SHIM_LOG");
    int handle = path ? REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (handle >= 0) {
        char line[64];
        int length = snprintf(line, sizeof line, "%s\n", call);
        if (REAL(write)(handle, line, length) != length) abort();
        REAL(close)(handle);
    }
}

/* 0: go on. -1: fail, errno is set. 1: tear this write. */
static int spoilt(const char *call, const char *path) {
    const char *at = getenv("SHIM_AT"), *what = getenv("SHIM_DO");
    if (!inside(path)) return 0;
    count++;
    note(call);
    long turn = at ? atol(at) : 0;
    if (!what || turn < 1 || count < turn) return 0;
    if (count > turn && !among(getenv("SHIM_STAYS"), call)) return 0;
    if (!strcmp(what, "tear") && !strcmp(call, "write")) return 1;
    if (!strcmp(what, "kill") || !strcmp(what, "tear")) raise(SIGKILL);
    errno = atoi(what);
    return -1;
}

static int spoilt_handle(const char *call, int handle) {
    char name[PATH_MAX];
    return spoilt(call, name_of(handle, name));
}

static int spoilt_pair(const char *call, const char *one, const char *other) {
    return spoilt(call, inside(one) ? one : other);
}

#define BEGIN                                  \
    va_list rest;                              \
    va_start(rest, flags);                     \
    mode_t mode = va_arg(rest, mode_t);        \
    va_end(rest);                              \
    if (CHANGES(flags) && spoilt("open", path)) return -1;

int open(const char *path, int flags, ...) {
    BEGIN return REAL(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    BEGIN return REAL(open64)(path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...) {
    BEGIN return REAL(openat)(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
    BEGIN return REAL(openat64)(folder, path, flags, mode);
}
ssize_t write(int handle, const void *data, size_t size) {
    int found = spoilt_handle("write", handle);
    if (found < 0) return -1;
    if (found > 0) {
        ssize_t half = REAL(write)(handle, data, size / 2);
        raise(half < 0 ? SIGABRT : SIGKILL);
    }
    return REAL(write)(handle, data, size);
}
ssize_t pwrite64(int handle, const void *data, size_t size, off64_t at) {
    int found = spoilt_handle("write", handle);
    if (found < 0) return -1;
    if (found > 0) {
        ssize_t half = REAL(pwrite64)(handle, data, size / 2, at);
        raise(half < 0 ? SIGABRT : SIGKILL);
    }
    return REAL(pwrite64)(handle, data, size, at);
}
ssize_t pwrite(int handle, const void *data, size_t size, off_t at) {
    return pwrite64(handle, data, size, at);
}
int ftruncate(int handle, off_t size) {
    return spoilt_handle("truncate", handle) ? -1 : REAL(ftruncate)(handle, size);
}
int ftruncate64(int handle, off64_t size) {
    return spoilt_handle("truncate", handle) ? -1 : REAL(ftruncate64)(handle, size);
}
int fsync(int handle) { return spoilt_handle("fsync", handle) ? -1 : REAL(fsync)(handle); }
int fdatasync(int handle) { return spoilt_handle("fsync", handle) ? -1 : REAL(fdatasync)(handle); }
int close(int handle) {
    char name[PATH_MAX];
    int flags = fcntl(handle, F_GETFL);
    if (flags >= 0 && CHANGES(flags) && spoilt("close", name_of(handle, name))) {
        int number = errno;
        REAL(close)(handle);
        errno = number;
        return -1;
    }
    return REAL(close)(handle);
}
int fchmod(int handle, mode_t mode) {
    return spoilt_handle("chmod", handle) ? -1 : REAL(fchmod)(handle, mode);
}
int fchown(int handle, uid_t owner, gid_t group) {
    return spoilt_handle("chown", handle) ? -1 : REAL(fchown)(handle, owner, group);
}
int fsetxattr(int handle, const char *name, const void *value, size_t size, int flags) {
    return spoilt_handle("xattr", handle) ? -1 : REAL(fsetxattr)(handle, name, value, size, flags);
}
int chmod(const char *path, mode_t mode) {
    return spoilt("chmod", path) ? -1 : REAL(chmod)(path, mode);
}
int mkdir(const char *path, mode_t mode) {
    return spoilt("mkdir", path) ? -1 : REAL(mkdir)(path, mode);
}
int unlink(const char *path) { return spoilt("unlink", path) ? -1 : REAL(unlink)(path); }
int unlinkat(int folder, const char *path, int flags) {
    return spoilt("unlink", path) ? -1 : REAL(unlinkat)(folder, path, flags);
}
int rename(const char *from, const char *to) {
    return spoilt_pair("rename", from, to) ? -1 : REAL(rename)(from, to);
}
int renameat(int one, const char *from, int other, const char *to) {
    return spoilt_pair("rename", from, to) ? -1 : REAL(renameat)(one, from, other, to);
}
int renameat2(int one, const char *from, int other, const char *to, unsigned flags) {
    const char *call = flags & RENAME_EXCHANGE ? "exchange" : "rename";
    if (inside(from) && among(getenv("SHIM_LACKS"), "exchange")) return errno = EINVAL, -1;
    return spoilt_pair(call, from, to) ? -1 : REAL(renameat2)(one, from, other, to, flags);
}
int link(const char *from, const char *to) {
    if (inside(from) && among(getenv("SHIM_LACKS"), "link")) return errno = EPERM, -1;
    return spoilt_pair("link", from, to) ? -1 : REAL(link)(from, to);
}
int linkat(int one, const char *from, int other, const char *to, int flags) {
    if (inside(from) && among(getenv("SHIM_LACKS"), "link")) return errno = EPERM, -1;
    return spoilt_pair("link", from, to) ? -1 : REAL(linkat)(one, from, other, to, flags);
}
