"""The bodies of the commands: one module each, imported only when its command is asked for.

Every module has `add_options(parser)` and `run(parsed) -> exit code`.
"""
