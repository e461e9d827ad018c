"""The wording lint: is a text a key result, or only an intention?

Source: semantics, section 7.
"""
