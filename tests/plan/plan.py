#!/usr/bin/env python3
"""Pages that `banxin plan` proposes for random lists of stories are held to the rules of pages.

usage: plan.py BANXIN PROJECT WORK [LISTS]

Each list goes through plan and, with the layout that it wrote, through check. No story may be lost or lie on
another (PG-12), none may run over or leave a hole (PG-8), no head stands beside another's but as PG-5 allows, none on
another with fewer than five lines of text between (PG-6): by the layout and, on the page as it comes out, by review. The best page
must be proven. Prints the scores, and what review says of the rules that a page may break at a cost.
"""
import collections
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys

import yaml

GRIDS = {'duikai-5x20': (5, 110, 20), 'sikai-4x17': (4, 78, 17), 'duikai-8x13': (8, 123, 13), 'sikai-6x11': (6, 88, 11)}
TEXT_LEAST = 5    # lines between heads that stand on each other
HEADLINE_MOST = 20  # characters; a longer one is no lead's
SIZE_RATIO = 1.5  # heads that may stand side by side
SHARES = [n / 100 for n in range(67, 50, -2)]  # of the page that is text; the first that plan finds a page for
MUST = re.compile(r'BX34(05|06|08|12)')  # PG-5, 6, 8, 12; what review says of other rules has its price in the score
REVIEW = re.compile(r'BX3[45]')
SHORT = re.compile(r'ends 2 lines before the slot')  # copyfitting may hold the text's breaks dearer than a second line
# what is wrong with text cut and pictures taken at random, and a place without an advertisement
OF_THE_COPY = re.compile(r'BX(2[23]|6002|1221)')
AD_SHARES = [n / 100 for n in range(56, 40, -2)]


def material(project):
    paragraphs, heads = [], []
    for path in sorted(project.glob('samples/*/articles/*.md')):
        _, front, body = path.read_text(encoding='utf8').split('---\n', 2)
        heads.append(re.search(r'^headline: *"?([^"|\n]*)', front, re.M).group(1).strip())
        blocks = [re.sub(r'\*\*.*?\*\* ?', '', block.strip()).replace('\n', '') for block in body.split('\n\n')]
        paragraphs += [b for b in blocks if len(b) > 30 and b[0] not in '#!>-<']
    pictures = sorted(project.glob('samples/*/pictures/*.jpg'))
    return paragraphs, [h for h in heads if 0 < len(h) <= HEADLINE_MOST], pictures


def article(rnd, rank, length, stock, folder):
    paragraphs, heads, pictures = stock
    front = ['---', f'headline: "{rnd.choice(heads)}"']
    if rank in ('lead', 'second') and rnd.random() < 0.6:
        front.append(f'deck: ——{rnd.choice(heads)[:16]}')
    if rank != 'brief':
        front.append('byline: 本报记者 某某')
    blocks, n = [], 0
    while n < length - 40:
        paragraph = rnd.choice(paragraphs)
        if n + len(paragraph) > length + 60:
            paragraph = paragraph[:max(30, length - n)] + '。'
        blocks.append(paragraph)
        n += len(paragraph)
        if len(blocks) == 1 and (rank == 'lead' or (rank != 'brief' and rnd.random() < 0.4)):
            picture = rnd.choice(pictures)
            shutil.copy(picture, folder / 'pictures')
            blocks.append(f'![说明文字若干。](pictures/{picture.name})')
    return '\n'.join(front) + '\n---\n' + '\n\n'.join(blocks) + '\n'


def make_issue(rnd, folder, grid, n, share, stock, ads=None):
    shutil.rmtree(folder, ignore_errors=True)
    columns, rows, chars = GRIDS[grid]
    weights = [rnd.uniform(2.5, 3.5)] + [rnd.uniform(1.5, 2) for _ in range(1 if n < 6 else 2)]
    weights = (weights + [rnd.uniform(0.35, 1.1) for _ in range(n)])[:n]
    for name in ('articles', 'layouts', 'pictures'):
        (folder / name).mkdir(parents=True)
    pages = ['issue: 1', 'title: 试', 'pages:', '  - layout: page', '    stories:']
    for i, weight in enumerate(weights):
        rank = 'lead' if i == 0 else 'second' if weight >= 1.5 else 'news' if weight > 0.7 else 'brief'
        length = int(columns * rows * chars * share * weight / sum(weights))
        (folder / 'articles' / f's{i:02}.md').write_text(article(rnd, rank, length, stock, folder), encoding='utf8')
        pages.append(f'      - {{file: articles/s{i:02}.md, rank: {rank}}}')
    (folder / 'issue.yaml').write_text('\n'.join(pages) + '\n', encoding='utf8')
    (folder / 'layouts' / 'page.yaml').write_text(
        f'layout: 1\nbase: {grid}\n' + (f'ads: {json.dumps(ads)}\n' if ads else ''), encoding='utf8')


def cells(span_of_columns, span_of_rows):
    return {(c, r) for c in range(span_of_columns[0], sum(span_of_columns))
            for r in range(span_of_rows[0], sum(span_of_rows))}


def head_of(slot):
    first, count = slot.get('head_cols', slot['cols'])
    top = slot['rows'][0]
    return first, first + count, top, top + slot['head_lines']


def told_apart(one, other, rules):
    """PG-5's exception: of another width, another face and size, a rule between all of both heads."""
    (slot, size), (other_slot, other_size) = one, other
    top = max(head_of(slot)[2], head_of(other_slot)[2])
    bottom = min(head_of(slot)[3], head_of(other_slot)[3])
    has_rule = any(rule.get('column') == other_slot['cols'][0] - 1 and rule['rows'][0] <= top
                   and sum(rule['rows']) >= bottom for rule in rules)
    return (has_rule and slot['cols'][1] != other_slot['cols'][1] and slot['head'] != other_slot['head']
            and max(size, other_size) / min(size, other_size) >= SIZE_RATIO)


def faults_of(layout, sizes, grid, ads):
    columns, rows, _ = GRIDS[grid]
    slots, page, taken = layout['slots'], cells((1, columns), (1, rows)), set()
    for ad in ads.values():
        taken |= cells(ad['cols'], ad['rows'])
    for name, slot in slots.items():
        own = cells(slot['cols'], slot['rows'])
        if own & taken or own - page:
            yield f'PG-12: {name} lies on another or outside'
        taken |= own
    for name, slot in slots.items():
        left, right, top, bottom = head_of(slot)
        for other_name, other in slots.items():
            other_left, other_right, other_top, other_bottom = head_of(other)
            if (other_left == right and other_top < bottom and top < other_bottom and not told_apart(
                    (slot, sizes[name]), (other, sizes[other_name]), layout.get('add-rules', []))):
                yield f'PG-5: heads of {name} and {other_name} side by side'
            between = other_top - bottom
            if 0 <= between < TEXT_LEAST and other_left < right and left < other_right:
                yield f'PG-6: {between} lines between the heads of {name} and {other_name}'


def propose(banxin, folder, *options):
    return subprocess.run([banxin, 'plan', folder, *options], capture_output=True, text=True)


def try_list(banxin, folder, grid, ads):
    made = propose(banxin, folder)
    if made.returncode:
        return None, [made.stderr]
    layout = yaml.safe_load(made.stdout)
    sizes = {name: float(size) for name, size in re.findall(r'^  (\S+) .*?head (\d+) pt', made.stderr, re.M)}
    faults = list(faults_of(layout, sizes, grid, ads))
    (folder / 'layouts' / 'planned.yaml').write_text(made.stdout, encoding='utf8')
    issue = (folder / 'issue.yaml').read_text(encoding='utf8')
    (folder / 'issue.yaml').write_text(issue.replace('layout: page', 'layout: planned'), encoding='utf8')
    checked = subprocess.run([banxin, 'check', folder, '--diagnostics', 'json'], capture_output=True, text=True)
    told = [json.loads(line) for line in checked.stderr.splitlines() if line.startswith('{')]
    faults += [f"{one['code']}: {one['message']}" for one in told if not OF_THE_COPY.match(one['code'])
               and not (REVIEW.match(one['code']) and not MUST.match(one['code'])) and not SHORT.search(one['message'])]
    priced = collections.Counter(one['code'] for one in told if REVIEW.match(one['code']))
    if checked.returncode and not told:
        faults.append(checked.stderr)
    score, gap = re.search(r'score ([\d.]+).*?(?:at most ([\d.]+)|no page)', made.stderr).groups()
    if gap:
        faults.append(f'not proven to be the best: at most {gap} from it')
    return (score, gap, ' '.join(f'{code}×{n}' for code, n in sorted(priced.items()))), faults


def are_different(a, b, rows):
    """Pages in which the lead or half of all stories stand elsewhere."""
    moved = [name for name in a if a[name]['cols'] != b[name]['cols']
             or 6 * abs(a[name]['rows'][0] - b[name]['rows'][0]) > rows]
    return 's00' in moved or 2 * len(moved) >= len(a)


def lists(n_lists):
    """Seed, grid, number of stories, places of advertisements."""
    for seed in range(1, n_lists + 1):
        yield seed, list(GRIDS)[seed % len(GRIDS)], 3 + seed % 6, {}
    for seed, (grid, (columns, rows, _)) in enumerate(GRIDS.items(), 41):
        foot = {'cols': [1, columns], 'rows': [rows - 13, 14]}
        corner = {'cols': [columns - 1, 2], 'rows': [rows - 18, 19]}
        ear = {'cols': [columns, 1], 'rows': [1, 12]}
        yield seed, grid, 5, {'foot': foot, 'ear': ear} if seed % 2 else {'corner': corner}


def main():
    banxin, project, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    n_lists = int(sys.argv[4]) if len(sys.argv) > 4 else 30
    stock, failed = material(project), 0
    shutil.rmtree(work, ignore_errors=True)
    for seed, grid, n, ads in lists(n_lists):
        folder = work / f'list{seed}'
        for share in SHARES if not ads else AD_SHARES:
            make_issue(random.Random(seed), folder, grid, n, share, stock, ads)
            scores, faults = try_list(banxin, folder, grid, ads)
            if scores:
                break
        print(f'{seed:3} {grid:12} {n} stories, {"ads, " if ads else ""}{100 * share:.0f} % text:',
              f'score {scores[0]}, gap {scores[1] or 0} {scores[2]}' if scores else 'none')
        print(*faults, sep='\n', end='\n' if faults else '')
        failed += bool(faults)
    folder = work / 'alternatives'
    make_issue(random.Random(8), folder, 'duikai-5x20', 5, SHARES[0], stock)
    once, again = (propose(banxin, folder, '--alternatives', '3').stdout for _ in range(2))
    pages = [yaml.safe_load(part)['slots'] for part in once.split('---\n')]
    assert once == again, 'two runs, two proposals'
    assert len(pages) == 3 and all(are_different(a, b, 110) for i, a in enumerate(pages) for b in pages[:i])
    sys.exit(f'{failed} of {n_lists} lists failed' if failed else 0)


if __name__ == '__main__':
    main()
