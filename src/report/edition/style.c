/* SPDX-License-Identifier: Apache-2.0 */
/* The style of an edition: light and dark, from the phone's width on, nothing fetched. */

#include "report/edition/edition.h"

/* clang-format off */
/* The index, pages, and what all have. */
static const char pages[] =
    ":root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fdfcfa; --quiet: #666;\n"
    "        --line: #d8d4cc; --accent: #b01c1c; --hot: #b01c1c22; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  :root { --ink: #e8e6e1; --paper: #16171a; --quiet: #a0a0a0; --line: #3a3b40;\n"
    "          --accent: #ff8d7e; }\n"
    "}\n"
    "* { box-sizing: border-box; }\n"
    "body { background: var(--paper); color: var(--ink); margin: 0;\n"
    "       font: 1rem/1.75 system-ui, 'Noto Sans CJK SC', 'PingFang SC', sans-serif; }\n"
    "a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }\n"
    "a:hover { color: var(--accent); }\n"
    "a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }\n"
    "img { display: block; height: auto; max-width: 100%; }\n"
    "main { margin: 0 auto; max-width: 76rem; padding: 0 1rem 3rem; }\n"
    ".bar { border-bottom: 1px solid var(--line); }\n"
    ".bar nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 auto;\n"
    "           max-width: 76rem; padding: .6rem 1rem; }\n"
    ".bar a { padding: .2rem 0; text-decoration: none; }\n"
    ".bar a:first-child { font-weight: 700; margin-right: auto; }\n"
    "time, .number { color: var(--quiet); font-size: .85em; font-weight: 400; }\n"
    "h1 { font-size: 1.6rem; line-height: 1.35; margin: 1.2rem 0 1rem; }\n"
    ".pages { display: grid; gap: 2rem 1.5rem;\n"
    "         grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }\n"
    ".pages h2 { font-size: 1.05rem; margin: .6rem 0 .2rem; }\n"
    ".cover { border: 1px solid var(--line); display: block; }\n"
    ".cover img, .sheet img { background: #fff; width: 100%; }\n"
    ".stories { margin: 0; padding: 0 0 0 1.6em; }\n"
    ".stories li { padding: .3rem 0; }\n"
    ".stories li::marker { color: var(--quiet); }\n"
    ".columns { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr) 18rem; }\n"
    ".sheet { align-self: start; border: 1px solid var(--line); position: relative; }\n"
    ".sheet svg { height: 100%; left: 0; position: absolute; top: 0; width: 100%; }\n"
    ".sheet path { fill: transparent; }\n"
    ".sheet a:hover path, .sheet a:focus path { fill: var(--hot); stroke: #b01c1c;\n"
    "  stroke-width: 2px; vector-effect: non-scaling-stroke; }\n"
    ".sheet a:focus { outline: none; }\n"
    "@media (max-width: 48rem) { .columns { grid-template-columns: minmax(0, 1fr); } }\n";

static const char stories[] =
    "article { margin: 0 auto; max-width: 40rem; }\n"
    "article header { margin: 2rem 0 1.5rem; text-align: center; }\n"
    "article h1 { font-size: clamp(1.5rem, 5vw, 2.1rem); margin: .3rem 0; }\n"
    "article header p { margin: .3rem 0; }\n"
    ".standing { color: var(--accent); font-weight: 700; letter-spacing: .15em; }\n"
    ".kicker, .deck { font-size: 1.1rem; }\n"
    ".byline, .credit, figcaption, caption, .mark { color: var(--quiet); font-size: .9rem; }\n"
    ".mark { border: 1px solid var(--line); display: inline-block; padding: 0 .5em; }\n"
    "article > p, blockquote p { margin: .6rem 0; text-align: justify; text-indent: 2em; }\n"
    "article > .credit { text-align: right; text-indent: 0; }\n"
    "article h2 { font-size: 1.2rem; margin: 1.8rem 0 .6rem; text-align: center; }\n"
    "article h3 { font-size: 1.05rem; margin: 1.2rem 0 .4rem; }\n"
    "blockquote { border-left: 3px solid var(--line); margin: 1rem 0; padding: 0 0 0 1rem; }\n"
    "figure { margin: 1.5rem 0; }\n"
    "figure img { margin: 0 auto; }\n"
    "figcaption { padding: .4rem 0; }\n"
    ".pull { border-color: var(--accent); border-style: solid; border-width: 2px 0;\n"
    "        font-size: 1.25rem; font-weight: 700; margin: 1.5rem 0; padding: .8rem 0;\n"
    "        text-align: center; }\n"
    ".wide { overflow-x: auto; }\n"
    "table { border-collapse: collapse; margin: 1.5rem auto; min-width: 60%; }\n"
    "th, td { border-bottom: 1px solid var(--line); padding: .35rem .7rem; text-align: left; }\n"
    ".right { text-align: right; }\n"
    ".center { text-align: center; }\n"
    "hr { border: 0; height: 1.75rem; margin: 0; }\n"
    ".dots { font-style: normal; text-emphasis: filled dot; text-emphasis-position: under right; }\n"
    "u { text-underline-offset: .25em; }\n"
    "u.title { text-decoration-style: wavy; }\n"
    ".pager { border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 1rem;\n"
    "         justify-content: space-between; margin: 2.5rem auto 0; max-width: 40rem;\n"
    "         padding: 1rem 0; }\n"
    ".pager a { flex: 1 1 14rem; text-decoration: none; }\n"
    ".pager a[rel=next] { text-align: right; }\n"
    ".pager span { color: var(--quiet); display: block; font-size: .85rem; }\n"
    "@media print { .bar, .pager { display: none; } }\n";
/* clang-format on */

char *
bx_edition_style(void)
{
    return g_strconcat(pages, stories, NULL);
}
