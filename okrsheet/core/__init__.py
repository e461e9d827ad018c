"""The OKR rules: standard library only; no file, no clock, no environment."""
