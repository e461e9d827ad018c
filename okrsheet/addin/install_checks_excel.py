"""What `okrsheet addin doctor` looks at: Excel, Windows and what may forbid macros.

Source: administrative templates of Office 2016 and later, Microsoft's list of attack surface
reduction rules; the names of registry values are told there.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from okrsheet.addin.install_machine import (
    ADDIN,
    MACHINE_WIDE,
    OFFICE,
    USER,
    excel_folders,
    office_root,
    other_starts,
)
from okrsheet.addin.install_seen import Seen, trouble
from okrsheet.core.findings import ERROR, Finding

_OFFICE: Final = r"Microsoft\Office\16.0"
_EXCEL: Final = rf"{_OFFICE}\Excel\Security"
_POLICIES: Final = "Software\\Policies\\"
_RULES: Final = r"Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_DEFENDER: Final = {
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a": "Office may not start other programs",
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": "macros of Office may not call Windows",
}
_BLOCKS: Final = ("1", "6")  # block, warn
_CLOUDS: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def excel_never_started(seen: Seen) -> Iterator[Finding]:
    """On a Mac the folders of Excel must be made by Excel; on Windows it is worth a word."""
    if seen.senses is None:
        return
    if seen.mac:
        for folder in excel_folders(seen.machine):
            if not folder.is_dir():
                yield trouble("OKR977", folder, "Excel makes this folder; it is missing.", ERROR)
    elif not any(office_root(seen.machine, version) for version in OFFICE):
        yield trouble("OKR977", "Windows", "The registry knows no Excel for the desktop.")


def forbidden_macros(seen: Seen) -> Iterator[Finding]:
    """Settings and policies under which an unsigned add-in does not run."""
    if seen.mac:
        return
    for start in ("Software\\", _POLICIES):
        excel = seen.machine.registry(USER, start + _EXCEL)
        trusted = seen.machine.registry(USER, rf"{start}{_EXCEL}\Trusted Locations")
        for reason in _reasons(excel, trusted):
            by = "A policy" if start == _POLICIES else "A setting"
            yield trouble("OKR970", "Excel", f"{by} says: {reason}.")
    always = seen.machine.registry(USER, rf"{_POLICIES}{_OFFICE}\Common\Security")
    if always.get("requirealwaysonmacrosig") == 1:
        yield trouble("OKR970", "Excel", "A policy says: macros that are always on must be signed.")


def defender(seen: Seen) -> Iterator[Finding]:
    """Rules of Microsoft Defender against attacks."""
    for start in ("SOFTWARE\\Policies\\Microsoft\\", "SOFTWARE\\Microsoft\\"):
        rules = seen.machine.registry(MACHINE_WIDE, start + _RULES)
        for rule, meaning in _DEFENDER.items():
            if str(rules.get(rule)) in _BLOCKS:
                yield trouble("OKR971", "Microsoft Defender", f"Its rule {rule} says: {meaning}.")


def switched_off(seen: Seen) -> Iterator[Finding]:
    """What Excel does not open again after a crash."""
    for version in OFFICE:
        key = rf"Software\Microsoft\Office\{version}\Excel\Resiliency\DisabledItems"
        for value in seen.machine.registry(USER, key).values():
            if isinstance(value, bytes) and ADDIN in value.decode("utf-16-le", "ignore").lower():
                yield trouble("OKR978", f"Excel {version}", f"{ADDIN} is on the list.")


def twice(seen: Seen) -> Iterator[Finding]:
    """A second copy in another folder that Excel opens at its start."""
    for folder in other_starts(seen.machine):
        path = folder / ADDIN
        if path != seen.places.addin and path.exists():
            yield trouble("OKR972", path, "A second copy stands here.")


def several_excels(seen: Seen) -> Iterator[Finding]:
    """Excels that run, and those installed."""
    running = (seen.senses.excels() if seen.senses else None) or 0
    if running > 1:
        yield trouble("OKR973", "Excel", f"{running} of them are running.")
    elif running:
        yield trouble("OKR969", "Excel", "It loads the add-in when it is started again.")
    known = [version for version in OFFICE if office_root(seen.machine, version)]
    if len(known) > 1:
        yield trouble("OKR973", "Excel", f"Installed are the versions {' and '.join(known)}.")


def far_away(seen: Seen) -> Iterator[Finding]:
    """A start-up folder that is synchronised or on a network."""
    folder = seen.places.addin.parent
    clouds = [seen.machine.environ.get(name) for name in _CLOUDS]
    if str(folder).replace("\\", "/").startswith("//"):
        yield trouble("OKR974", folder, "It is on a network.")
    elif any(cloud and folder.is_relative_to(PurePath(cloud)) for cloud in clouds):
        yield trouble("OKR974", folder, "It is on OneDrive.")


EXCEL_CHECKS: Final = (
    forbidden_macros,
    defender,
    switched_off,
    twice,
    several_excels,
    far_away,
)


def _reasons(excel: Mapping[str, object], trusted: Mapping[str, object]) -> Iterator[str]:
    if excel.get("disablealladdins") == 1:
        yield "all add-ins are switched off"
    if excel.get("requireaddinsig") == 1:
        yield "add-ins must be signed"
    if trusted.get("alllocationsdisabled") == 1:
        yield "no folder is trusted, not even the start-up folder"
