/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The diagnostics, one row each: name, number, level, meaning, what to do.
 * Numbers are stable: people and scripts keep them. 1… load, 2… text, 3… grid and page, 4… fonts,
 * 5… press, 6… pictures, 7… copy (lint), 8… what must be printed, 9… the engine itself. */

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
X(AD_UNKNOWN,         1220, ERROR,   "A page names a place for an advertisement that its layout does not have.", "Use one of the layout's `ads`.") \
X(AD_EMPTY,           1221, WARNING, "A place for an advertisement gets none.", "Give it one, or use a layout without it.") \
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
X(AD_SIZE,            3030, WARNING, "An advertisement is not of the size or shape of its place.", "Ask for one of the size named, or change its place.") \
X(STORY_OUTLINE,      3403, WARNING, "A story does not stand in one piece, or white parts it from its head (PG-3).", "Let its slots touch, or give its head fewer rows.") \
X(HEAD_PLACE,         3404, WARNING, "A story's text does not begin under its own head (PG-4).", "Let the head begin at the slot's first column, and the text below it.") \
X(HEADS_BESIDE,       3405, WARNING, "Two heads stand side by side and look alike (PG-5).", "Move one up or down, put a picture between them, or let them differ in width, face and size with a rule between.") \
X(HEADS_STACKED,      3406, WARNING, "A head stands on another with hardly any text between (PG-6).", "Give the upper story more text, or exchange it for another.") \
X(CORRIDOR,           3407, WARNING, "White runs straight through the page between different stories (PG-7).", "Let a story or a picture span the gutter or the gap named.") \
X(WHITE_HOLE,         3408, WARNING, "Part of the page is blank, or a gap cuts it in two (PG-8).", "Take the rows from the slot, fill them, or put a rule into the gap.") \
X(STORY_ORDER,        3409, WARNING, "A story stands before a weightier one (PG-9).", "Put the lead at the top left or over all columns, and the others by weight after it.") \
X(PICTURE_PLACE,      3410, WARNING, "A picture or its caption stands where it should not (PG-10).", "Put the largest picture next to the lead, and text between pictures of different stories.") \
X(COLUMN_LENGTH,      3411, WARNING, "A column runs on without a break, or is of a few lines (PG-11).", "Give the story a crosshead or a picture, or its slot other columns.") \
X(PAGE_OVERLAP,       3412, WARNING, "Things on the page lie on each other or out of their place (PG-12).", "Move one of them.") \
X(HEAD_BLANK,         3413, WARNING, "A head has too little or too much white about it (PG-13).", "Give it other head_lines, or its head set other blanks.") \
X(LEAD_AREA,          3414, WARNING, "Another story has more room than the lead (PG-14).", "Give the lead rows or columns, or another story its rank.") \
X(MEASURE,            3415, WARNING, "Lines are too long or too short to be read with ease (PG-15).", "Cut the slot into other legs, or make what stands beside the lines narrower.") \
X(FOOT_BLANK,         3416, NOTE,    "Rows at the foot of the page hold nothing (PG-8).", "Nothing while the page is being made; or give its slots more rows.") \
X(EXCUSED,            3498, NOTE,    "A rule of page make-up is broken, and the layout says why.", "Nothing; or take the excuse out of the layout.") \
X(EXCUSE_UNUSED,      3499, NOTE,    "The layout excuses what does not happen on this page.", "Take the excuse out, unless other stories need it.") \
X(HEAD_LADDER,        3503, NOTE,    "A headline is not of the size that heads of its width usually have (HD-3).", "Nothing where the house sets them so; or give its style another size.") \
X(HEAD_RATIO,         3504, NOTE,    "Kicker or deck are too large or too small beside their headline (HD-4).", "Give their styles 0.45 to 0.6 of the headline's size.") \
X(HEAD_FACES,         3513, WARNING, "The heads of a page are set in too many faces, or one head in a single one (HD-13).", "Use three faces at most, and another for kicker and deck than for the headline.") \
X(HIERARCHY,          3514, WARNING, "Sizes of headlines do not fall with importance (HD-14).", "Make the lead's the largest, and those of other ranks differ in size or face.") \
X(FACE_MISSING,       4001, ERROR,   "No installed face has the family and weight an alias asks for.", "Install the package named.") \
X(FACE_SUBSTITUTE,    4002, WARNING, "A face stands in for one that is not installed.", "Install the package named for the real one.") \
X(FACE_DIFFERS,       4003, ERROR,   "A face is used that is not the one in the lock file.", "Install the locked version, or look at the pages and write the lock anew with banxin fonts --lock.") \
X(LOCK_MISSING,       4004, ERROR,   "There is no lock file of the faces, and --locked asks for one.", "Write it with banxin fonts --lock ISSUE, or name it with --lock-file.") \
X(LOCK_BROKEN,        4005, ERROR,   "The lock file of the faces cannot be read.", "Write it anew with banxin fonts --lock ISSUE.") \
X(PRESS_RULE,         5001, ERROR,   "The finished PDF breaks a rule of the print shop.", "See the rule named in the preflight report.") \
X(INK_UNKNOWN,        5002, ERROR,   "A colour in the page is no ink of the layout.", "Report this: it is a fault of the engine.") \
X(RGB_CONVERTED,      5003, WARNING, "An RGB value in the layout was converted to inks.", "Write the colour as inks: {c: …, m: …, y: …, k: …}.") \
X(SMALL_TYPE_INKS,    5004, WARNING, "Type under 12 pt is set in more than one ink (PP-11).", "Use black or another single ink.") \
X(INK_LIMIT,          5005, ERROR,   "An ink of the layout is over the total ink limit.", "Reduce it to the limit named (240 % on newsprint; `press: {ink_limit: …}`).") \
X(HAIRLINE,           5006, ERROR,   "A rule is thinner than the press can hold (PP-11).", "Use at least 0.25 pt in one ink, 0.5 pt in several.") \
X(PROFILE_UNUSABLE,   5007, ERROR,   "The output profile is no CMYK printer profile.", "Name an ICC profile of class prtr and space CMYK.") \
X(PRESS_DIFFERS,      5008, ERROR,   "Pages of one issue are for different printing conditions.", "Put `press` into one layout that is the base of all pages' layouts.") \
X(REVERSED_TYPE,      5009, WARNING, "Type reversed out of a ground is under 7 pt, not bold, or has no ground (PP-11).", "Make it larger and bold, and give a label a fill; thin white strokes fill with ink.") \
X(BLEED_SHORT,        5010, WARNING, "Something ends at the trim without reaching into the bleed (PP-3).", "Let it end inside the page, or let it reach over the trim by the bleed.") \
X(AD_BROKEN,          5020, ERROR,   "An advertisement's PDF cannot be placed.", "Ask for it anew: whole, without a password, and with the page named.") \
X(AD_RULE,            5021, ERROR,   "An advertisement's PDF breaks a rule of the print shop.", "Have it exported as PDF/X-1a, or as PDF/X-4 with all colours in inks and all fonts embedded.") \
X(PICTURE_BROKEN,     6001, ERROR,   "A picture cannot be decoded.", "Open and save it anew, or replace it.") \
X(PICTURE_LOW_PPI,    6002, WARNING, "A picture has under 150 pixels an inch at its printed size.", "Use a larger picture or print it smaller.") \
X(PICTURE_TOO_LOW,    6003, ERROR,   "A picture has under 100 pixels an inch at its printed size.", "Use a larger picture or print it smaller.") \
X(PICTURE_LIMIT,      6004, ERROR,   "A picture is over a limit of pixels, time or memory.", "Scale it down before use.") \
X(MARK_HALF_WIDTH,    7001, WARNING, "A half-width mark stands in Chinese text (GB/T 15834, 5.1: a mark takes one character).", "Write the Chinese mark.") \
X(QUOTE_STRAIGHT,     7002, WARNING, "Straight quotation marks stand in Chinese text (GB/T 15834, 4.8.2).", "Write “ ” and, inside them, ‘ ’.") \
X(MARK_REPEATED,      7003, WARNING, "Marks follow each other that cannot (GB/T 15834, 5.1; 4.2.3.3, 4.3.3.3: at most ？？？ or ！！！, together ？！).", "Keep the one that is meant.") \
X(MARK_UNPAIRED,      7004, WARNING, "A quotation mark, bracket or title mark has no partner (GB/T 15834, 4.8.2, 4.9.2, 4.15.2).", "Add the missing one, or take this one out.") \
X(MARK_NESTED,        7005, WARNING, "Marks of one kind stand inside each other (GB/T 15834, 4.8.3.5, 4.15.3.4: outside “ ” 《 》, inside ‘ ’ 〈 〉).", "Use the inner form inside.") \
X(LIST_COMMA,         7006, WARNING, "A 、 stands between items that all have quotation or title marks (GB/T 15834, 4.5.3.5: usually none).", "Take the 、 out; it stays where something stands between the items.") \
X(ELLIPSIS,           7007, WARNING, "An ellipsis is not written as …… (GB/T 15834, 4.11.2, A.9).", "Write two characters … (six dots).") \
X(DASH,               7008, WARNING, "A dash is not written as —— (GB/T 15834, 4.10.2).", "Write two characters U+2014.") \
X(MARK_PLACE,         7009, WARNING, "A mark stands where none may (GB/T 15834, 5.1.1, B.1.2, B.2.3).", "Move it or take it out.") \
X(ORDINAL_MARK,       7010, WARNING, "The mark after an ordinal is not the one of its kind (GB/T 15834, B.3).", "Write 第一， 一、 1. （一） as the message says.") \
X(CONNECTOR,          7011, WARNING, "A connector is none of - — ～ (GB/T 15834, 4.13.2).", "Write the one that the message names.") \
X(NUMBER_MIXED,       7101, WARNING, "One number is written in Arabic and Chinese figures (GB/T 15835, 5.3; only 万 and 亿 may follow Arabic ones).", "Write it in one of the two.") \
X(NUMBER_ABOUT,       7102, WARNING, "An approximate number is not written as one (GB/T 15835, 4.2.2, 5.2.1).", "Write it in Chinese figures without 、: 三四个, 二十几.") \
X(NUMBER_RANGE,       7103, WARNING, "A range leaves out what must stand twice, or has the wrong connector (GB/T 15835, 5.1.3).", "Write 15%～30%, 9亿～16亿, with ～ or —.") \
X(YEAR_SHORT,         7104, WARNING, "A year is written with two figures (GB/T 15835, 5.1.4).", "Write all four.") \
X(NUMBER_ZERO,        7105, WARNING, "零 and 〇 are mixed up (GB/T 15835, 5.2.5: 零 in amounts, 〇 in numbers and years).", "Write the other one.") \
X(NUMBER_DECIMAL,     7106, WARNING, "A decimal has no 0 before its point (GB/T 15835, 5.1.2).", "Write 0.46.") \
X(FULL_WIDTH,         7201, WARNING, "Full-width figures or letters (GB/T 15835, 5.1.7.1: half a character; TX-3).", "Write ASCII ones.") \
X(BLANK_STRAY,        7202, WARNING, "A blank stands where none is set (TX-5).", "Take it out; a pause in a line is one U+3000.") \
X(INVISIBLE,          7203, WARNING, "A character without width or ink stands in the text.", "Delete it.") \
X(WORD_DOUBLED,       7204, WARNING, "A character or word that never doubles stands twice.", "Take one out.") \
X(LOOKALIKE,          7205, WARNING, "A character only looks like the one that is meant (Kangxi radicals, compatibility forms, letters of another alphabet).", "Write the ordinary character.") \
X(PRIVATE_USE,        7206, WARNING, "A private-use character: what it shows is the secret of one font.", "Write the character that Unicode has for it.") \
X(TEXT_DAMAGED,       7207, WARNING, "The text was damaged by a wrong encoding.", "Copy it anew from its source.") \
X(LEXICON_ERROR,      7301, ERROR,   "The house lexicon forbids a word, name or title.", "Write what the lexicon says.") \
X(LEXICON_WARNING,    7302, WARNING, "The house lexicon objects to a word, name or title.", "Write what the lexicon says.") \
X(LEXICON_NOTE,       7303, NOTE,    "The house lexicon watches a word.", "Look at it; there may be nothing to do.") \
X(STORY_TWICE,        7401, WARNING, "Two articles of the issue say the same (重稿).", "Take one out.") \
X(PARAGRAPH_TWICE,    7402, WARNING, "A paragraph stands twice.", "Take one out.") \
X(PICTURE_TWICE,      7403, WARNING, "A picture is used twice in the issue.", "Use it once.") \
X(CAPTION_ALONE,      7404, WARNING, "The words tell of a picture that is not there.", "Add the picture, or take the words out.") \
X(JUMP_PAIR,          7405, WARNING, "下转 and 上接 do not pair (EL-7).", "Correct the page, or leave both to the engine: place the article in two slots.") \
X(DATE_WRONG,         7406, WARNING, "There is no such date.", "Correct it.") \
X(WEEKDAY_WRONG,      7407, WARNING, "Date and weekday do not agree.", "Correct one of them.") \
X(NUMBER_ORDER,       7408, WARNING, "Issue number and date do not agree.", "Correct one of them in issue.yaml.") \
X(NAMEPLATE,          8001, WARNING, "The name of the paper is not on the first page, or not larger than all other type there.", "Set it larger, or the head that is as large smaller.") \
X(IMPRINT,            8002, WARNING, "Something that every issue must print is not printed.", "Give it in issue.yaml and put its field into the furniture.") \
X(FOLIO_NUMBER,       8003, WARNING, "A page does not bear its number (版序).", "Put 第{page}版 into its folio.") \
X(ADVERTISEMENT_MARK, 8004, WARNING, "An advertisement does not bear the mark 广告.", "Write 广告 in its head or text.") \
X(FORM_POINTS,        8005, WARNING, "The faults of form cost more points than an issue may have.", "Mend what the messages BX8001 to BX8004 name.") \
X(LEDGER,             9001, ERROR,   "Characters of the sources and of the page do not balance.", "Report this: it is a fault of the engine.")
/* clang-format on */

typedef enum {
#define BX_DIAG_ENUM(name, number, level, meaning, remedy) BX_DIAG_##name = number,
    BX_DIAG_CODES(BX_DIAG_ENUM)
#undef BX_DIAG_ENUM
} BxDiagCode;
