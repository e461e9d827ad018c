"""Whole sheets of a workbook okrsheet made, put into another one: new ones, or in place of old.

All other parts are copied as they lie; formats are put behind those there are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import Archive, check_parts, inside, read_part
from okrsheet.ooxml.encodings import Encoding, from_utf8, to_utf8
from okrsheet.ooxml.graft_book import Place, with_sheets_listed, with_types
from okrsheet.ooxml.graft_parts import Piece, reachable, taken_out, sheet_pieces
from okrsheet.ooxml.graft_styles import with_formats
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.package import CONTENT_TYPES, relationships_part, workbook_part
from okrsheet.ooxml.parts import Outline, Tab, read_outline, read_tables
from okrsheet.ooxml.patch_book import without_chain
from okrsheet.ooxml.refusals import STRUCTURE, ChangeRefused
from okrsheet.ooxml.repack import repacked
from okrsheet.ooxml.verify_graft import verify_graft
