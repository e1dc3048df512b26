/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The diagnostics, one row each: name, number, level, meaning, what to do.
 * Numbers are stable: people and scripts keep them. 1… load, 2… text, 3… grid and page, 4… fonts,
 * 5… press, 6… pictures, 9… the engine itself. */

/* clang-format off */
#define BX_DIAG_CODES(X) \
X(YAML_SYNTAX,        1001, ERROR,   "The file is not well-formed YAML.", "Mend the place named; often a missing colon, quote or wrong indent.") \
X(NOT_UTF8,           1002, ERROR,   "The file is not valid UTF-8 text.", "Save it as UTF-8 (without another encoding such as GBK).") \
X(FILE_MISSING,       1003, ERROR,   "A file that is named does not exist or cannot be read.", "Correct the path, or put the file there. Paths are relative to the issue folder.") \
X(FILE_TOO_LARGE,     1004, ERROR,   "A source file is over the size limit.", "Split it; the limits are listed in layouts/FORMAT.md.") \
X(PATH_OUTSIDE,       1005, ERROR,   "A path leads outside the issue folder.", "Copy the file into the issue folder and name it from there.") \
X(NOT_A_FILE,         1006, ERROR,   "A path names something that is no ordinary file.", "Name an ordinary file.") \
X(CONTROL_CHAR,       1007, ERROR,   "A control character stands in a source.", "Delete it.") \
X(KEY_UNKNOWN,        1101, ERROR,   "A key is not one of this format.", "Use the key that is proposed, or see layouts/FORMAT.md.") \
X(KEY_DUPLICATE,      1102, ERROR,   "A key stands twice in one mapping.", "Keep one of the two.") \
X(KEY_MISSING,        1103, ERROR,   "A key that must be given is missing.", "Add it.") \
X(TYPE_WRONG,         1104, ERROR,   "A value is of another type than its key asks for.", "Write the value in the form that the message names.") \
X(VALUE_RANGE,        1105, ERROR,   "A value is outside the range allowed.", "Choose a value inside the range.") \
X(VALUE_UNKNOWN,      1106, ERROR,   "A value is none of the words allowed for this key.", "Use one of the words that are listed.") \
X(VERSION_UNKNOWN,    1107, ERROR,   "The format version is not one this program reads.", "Write version 1, or use a newer banxin.") \
X(YAML_LIMIT,         1108, ERROR,   "The YAML is nested too deep, too large, or uses aliases.", "Write it plainly; anchors and aliases are not part of the format.") \
X(STORY_MISSING,      1201, ERROR,   "An article that a page names does not exist.", "Correct the path, or write the article.") \
X(STORY_UNUSED,       1202, WARNING, "An article in the articles folder is on no page.", "Place it in a slot, or move the file away.") \
X(SLOT_TWICE,         1203, ERROR,   "Two stories are given to one slot.", "Give each story a slot of its own.") \
X(SLOT_UNKNOWN,       1204, ERROR,   "A page names a slot that its layout does not have.", "Use one of the layout's slots.") \
X(SLOT_EMPTY,         1205, WARNING, "A slot of the layout gets no story.", "Give it a story, or use a layout without it.") \
X(LAYOUT_MISSING,     1206, ERROR,   "No layout of that name exists.", "Put it into the issue's layouts folder, or use a shipped one.") \
X(LAYOUT_LOOP,        1207, ERROR,   "Layouts name each other as base in a circle.", "Take one `base` out.") \
X(NAME_UNKNOWN,       1208, ERROR,   "A style, head set, ink or printing condition is named that is not known.", "Define it, or use one that is there.") \
X(FIELD_UNSHOWN,      1209, NOTE,    "A text of issue.yaml is shown on no page.", "Nothing; or put its field into the furniture of a layout.") \
X(PAGE_UNPLANNED,     1210, ERROR,   "A page lists its stories by rank, and its layout has no slots.", "Run banxin plan, or name a layout with slots.") \
X(MARKDOWN_UNUSABLE,  1301, ERROR,   "The article uses Markdown that a newspaper column cannot hold.", "Write it as paragraphs, crossheads (##) or pictures.") \
X(FRONT_MATTER,       1302, ERROR,   "The article has no front matter, or it is not closed.", "Begin the file with a line ---, the keys, and a line ---.") \
X(PICTURE_ATTRIBUTE,  1303, ERROR,   "The attributes in braces after a picture are not understood.", "Write {slot=NAME} or {cols=2 lines=14 at=top-right}.") \
X(PICTURE_UNREADABLE, 1304, ERROR,   "A picture is of no kind that can be read.", "Use JPEG, PNG, TIFF or WebP.") \
X(ARTICLE_EMPTY,      1305, ERROR,   "The article has no text.", "Write it, or take it off the page.") \
X(MARK_LIMIT,         1306, ERROR,   "The article is nested too deep or too long.", "Split it.") \
X(TABLE_UNUSED,       1307, WARNING, "A table of an article's front matter stands nowhere in the article.", "Write ![caption](table:NAME) where it belongs, or take it out.") \
X(GLYPH_MISSING,      2104, ERROR,   "No face has a glyph for a character.", "Install a font that has it, or write the character otherwise.") \
X(CONVERTED,          2201, NOTE,    "A character was changed by a text preparation rule (TX).", "Nothing; or write it so in the source, or switch conversions off in issue.yaml.") \
X(QUOTE_UNPAIRED,     2202, WARNING, "Quotation marks do not pair.", "Add the missing mark; the engine does not guess.") \
X(BROKEN_JOIN,        2203, WARNING, "A paragraph ends without a stop and the next begins in mid-sentence.", "Join the two paragraphs if a page or column cut them.") \
X(OVERFULL,           2301, WARNING, "A line is wider than its measure: nothing in it may be broken.", "Rewrite it, or allow a break.") \
X(LOOSE,              2302, WARNING, "A line is spaced wider than a reader should see (JU-5).", "Change a word or two in the paragraph.") \
X(RUN_CUT,            2304, WARNING, "A word or number is wider than its column and was cut (LB-11).", "Write it shorter, or give the text a wider column.") \
X(MARKS_NO_ROOM,      2305, ERROR,   "Dots or lines beside the text have no room between its lines (MK-3).", "Give the style a pitch of 1.25 em, or take the marks out.") \
X(TYPE_SMALL,         2306, WARNING, "Type is set smaller than 六号, 7.5 pt (UN-4).", "Give the style a larger size.") \
X(BODY_PITCH,         2307, NOTE,    "The lines of the body stand closer or farther apart than newspapers have them (UN-5).", "Use a pitch of 1.25 to 1.40 of the size; ruby needs 1.5.") \
X(HANG_NO_ROOM,       2308, ERROR,   "Hanging marks would meet the next column or its rule (PU-9).", "Give the slot a gutter of 1em without a rule, or take `hang` out of its style.") \
X(RUBY_NO_ROOM,       2303, ERROR,   "Readings above the text have no room between its lines (MK-3).", "Give the style a pitch of 1.5 em, or take the ruby out.") \
X(HEAD_TOO_LONG,      2401, ERROR,   "A head does not fit its width in the lines allowed, even at its smallest size.", "Shorten it, break it by hand, or allow a smaller size.") \
X(HEAD_LINES,         2402, WARNING, "A head is broken by hand into more lines than its style allows (HD-8).", "Take a break out, or raise max_lines.") \
X(HEAD_STOP,          2403, WARNING, "A head ends with a stop or pause (HD-9).", "Take the mark out; ？ ！ and …… may stay.") \
X(HEAD_PITCH,         2404, WARNING, "The lines of a head stand too close or too far apart (HD-12).", "Give its style a pitch of 1.15em to 1.35em.") \
X(OVERSET,            3001, ERROR,   "A story does not fit its slot.", "Cut the story by the lines named, or give the slot more rows.") \
X(UNDERSET,           3002, WARNING, "A story leaves part of its slot empty.", "Lengthen the story, or take rows from the slot.") \
X(SLOTS_OVERLAP,      3003, ERROR,   "Two slots cover the same place.", "Move one of them.") \
X(OUTSIDE_TYPE_AREA,  3004, ERROR,   "A slot reaches out of the type area.", "Give it fewer columns or rows.") \
X(HEAD_TOO_DEEP,      3005, ERROR,   "A head needs more rows than its slot gives it.", "Raise head_lines, or make the head smaller.") \
X(PICTURE_NO_ROOM,    3006, ERROR,   "A picture does not fit its slot.", "Make it smaller, or give the slot more room.") \
X(PICTURE_UNPLACED,   3007, ERROR,   "An article's picture has no place in its slot.", "Give it {cols=… lines=… at=…}, or add a picture slot to the layout.") \
X(PICTURE_SLOT_EMPTY, 3008, WARNING, "A picture slot of the layout gets no picture.", "Add a picture to the article, or take the picture slot out.") \
X(CAPTION_TOO_LONG,   3009, ERROR,   "A caption does not fit the rows it has.", "Shorten it, or raise caption_lines.") \
X(JUMP_UNUSED,        3010, WARNING, "A story ends before its continuation.", "Take the second slot away, or give the first fewer rows.") \
X(NARROW_COLUMN,      3011, WARNING, "A text column is too narrow or too wide to be set well (PG-15).", "Use 11 to 27 characters a column.") \
X(JUMP_SHORT,         3012, WARNING, "Too few lines stand before or after a jump (EL-7 wants four).", "Move rows from one slot to the other.") \
X(FURNITURE_FIT,      3013, WARNING, "A text of the page's furniture is wider than its frame.", "Make the frame wider or the text smaller.") \
X(AREA,               3014, ERROR,   "The areas of a slot do not join, or one is too shallow (PG-3).", "Let each touch another along an edge, and give each five rows or more.") \
X(AUTO_ROWS,          3015, ERROR,   "Slots whose rows are open (auto) cannot be settled.", "Let them fill their columns in straight cuts, or give some of them rows.") \
X(NO_PLAN,            3016, ERROR,   "No page can be made of these stories.", "Cut or add text, change ranks, pin fewer slots, or use another grid.") \
X(FACE_MISSING,       4001, ERROR,   "No installed face has the family and weight an alias asks for.", "Install the package named.") \
X(FACE_SUBSTITUTE,    4002, WARNING, "A face stands in for one that is not installed.", "Install the package named for the real one.") \
X(PRESS_RULE,         5001, ERROR,   "The finished PDF breaks a rule of the print shop.", "See the rule named in the preflight report.") \
X(INK_UNKNOWN,        5002, ERROR,   "A colour in the page is no ink of the layout.", "Report this: it is a fault of the engine.") \
X(RGB_CONVERTED,      5003, WARNING, "An RGB value in the layout was converted to inks.", "Write the colour as inks: {c: …, m: …, y: …, k: …}.") \
X(SMALL_TYPE_INKS,    5004, WARNING, "Type under 12 pt is set in more than one ink (PP-11).", "Use black or another single ink.") \
X(INK_LIMIT,          5005, ERROR,   "An ink of the layout is over the total ink limit.", "Reduce it to the limit named (240 % on newsprint; `press: {ink_limit: …}`).") \
X(HAIRLINE,           5006, ERROR,   "A rule is thinner than the press can hold (PP-11).", "Use at least 0.25 pt in one ink, 0.5 pt in several.") \
X(PROFILE_UNUSABLE,   5007, ERROR,   "The output profile is no CMYK printer profile.", "Name an ICC profile of class prtr and space CMYK.") \
X(PRESS_DIFFERS,      5008, ERROR,   "Pages of one issue are for different printing conditions.", "Put `press` into one layout that is the base of all pages' layouts.") \
X(REVERSED_TYPE,      5009, WARNING, "Type reversed out of a ground is under 7 pt or not bold (PP-11).", "Make it larger and bold; thin white strokes fill with ink.") \
X(BLEED_SHORT,        5010, WARNING, "Something ends at the trim without reaching into the bleed (PP-3).", "Let it end inside the page, or let it reach over the trim by the bleed.") \
X(PICTURE_BROKEN,     6001, ERROR,   "A picture cannot be decoded.", "Open and save it anew, or replace it.") \
X(PICTURE_LOW_PPI,    6002, WARNING, "A picture has under 150 pixels an inch at its printed size.", "Use a larger picture or print it smaller.") \
X(PICTURE_TOO_LOW,    6003, ERROR,   "A picture has under 100 pixels an inch at its printed size.", "Use a larger picture or print it smaller.") \
X(PICTURE_LIMIT,      6004, ERROR,   "A picture is over a limit of pixels, time or memory.", "Scale it down before use.") \
X(LEDGER,             9001, ERROR,   "Characters of the sources and of the page do not balance.", "Report this: it is a fault of the engine.")
/* clang-format on */

typedef enum {
#define BX_DIAG_ENUM(name, number, level, meaning, remedy) BX_DIAG_##name = number,
    BX_DIAG_CODES(BX_DIAG_ENUM)
#undef BX_DIAG_ENUM
} BxDiagCode;
