"""A second implementation of the rules, written from the specification alone.

It judges the product's own figures and therefore shares no code with them: only the records
(`model`), the words (`words`) and the settings (`policy`) are common ground.
"""
