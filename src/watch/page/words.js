// Words: what the page says, in Chinese where the browser prefers it, else in English.

const english = {
  pages: 'Pages', zoom: 'Zoom', view: 'View', marks: 'Marks', compare: 'Compare', sheet: 'Page',
  before: 'Page before', after: 'Next page', width: 'Width', whole: 'Whole', fitWidth: 'Fit the width',
  fitPage: 'Fit the whole page', fullSize: 'As large as it prints', smaller: 'Smaller', larger: 'Larger',
  stories: 'Stories', findings: 'Findings', showStories: 'Frames of the stories, with their files',
  showFindings: 'Places of the findings', side: 'Signed', showSigned: 'Beside the signed version',
  difference: 'Difference', showDifference: 'What differs from the signed version',
  list: 'List', showList: 'List of findings', help: 'Keys', keys: 'Keys', close: 'Close',
  copy: 'Copy', copied: 'Copied', page: 'Page', ink: 'Ink',
  Cyan: 'C', Magenta: 'M', Yellow: 'Y', Black: 'K',
  viewPage: 'The page as it prints', viewInk: 'All inks together', plate: 'Plate',
  error: 'errors', warning: 'warnings', note: 'notes',
  none: 'Nothing to say.', hidden: 'more behind the buttons above', lost: 'Connection lost; waiting …',
  stale: 'A file cannot be read. You see the pages as they were before.',
  updated: 'Updated', noPages: 'The issue has no pages yet.', noSigned: 'There is no page of a signed version',
  noPlace: 'It has no place on a page.', pictureFailed: 'The page cannot be drawn',
  legend: 'Ink: white 0 %, yellow to orange up to the limit, red over it',
  keyPage: 'Page', keyPages: 'Page before, next page', keyFinding: 'Next, previous finding', keyZoom: 'Smaller, larger',
  keyView: 'Next, previous plate', keyStory: 'Show file and line of the story in hand', keyDrag: 'Zoom about the pointer',
  wheel: 'wheel', shift: 'Shift',
};

const chinese = {
  pages: '版面', zoom: '缩放', view: '视图', marks: '标记', compare: '对照', sheet: '版面',
  before: '上一版', after: '下一版', width: '适宽', whole: '整版', fitWidth: '适合宽度',
  fitPage: '适合整版', fullSize: '印刷原大', smaller: '缩小', larger: '放大',
  stories: '稿件', findings: '问题', showStories: '稿件框及源文件', showFindings: '问题所在位置',
  proof: '校样', showProof: '校样上的叠加标记', grid: '行网格与分栏', slots: '版块及名称',
  fit: '已用行数与可用行数', overset: '溢出文字（版心外）', pictures: '缺图与低清图', loose: '松行', side: '签样', showSigned: '与上次签样并排', difference: '差异', showDifference: '与上次签样的差异',
  list: '列表', showList: '问题列表', help: '快捷键', keys: '快捷键', close: '关闭',
  copy: '复制', copied: '已复制', page: '彩样', ink: '墨量',
  Cyan: 'C', Magenta: 'M', Yellow: 'Y', Black: 'K',
  viewPage: '印刷效果', viewInk: '各色总墨量', plate: '色版',
  error: '错误', warning: '警告', note: '提示',
  none: '没有问题。', hidden: '条未列出，可用上面的按钮打开', lost: '连接中断，正在等待……',
  stale: '有文件无法读取，现在看到的是此前的版面。',
  updated: '已更新', noPages: '这一期还没有版面。', noSigned: '没有这一版的签样',
  noPlace: '这个问题在版面上没有位置。', pictureFailed: '版面无法绘出',
  legend: '墨量：白 0 %，黄至橙为限度以内，红为超限',
  keyPage: '第几版', keyPages: '上一版、下一版', keyFinding: '下一个、上一个问题', keyZoom: '缩小、放大',
  keyView: '下一个、上一个色版', keyStory: '显示当前稿件的文件和行号', keyDrag: '以指针为中心缩放',
  wheel: '滚轮', shift: 'Shift',
};

const isChinese = (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('zh');
const words = isChinese ? chinese : english;

/** The word of a key; a key without one is a name: of a spot ink. */
export function say(key) {
  return words[key] ?? key;
}

/** Fills in all elements that name their words. */
export function translate() {
  document.documentElement.lang = isChinese ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-words]')) element.textContent = say(element.dataset.words);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
  for (const element of document.querySelectorAll('[data-title]')) {
    const key = element.getAttribute('aria-keyshortcuts');
    element.title = say(element.dataset.title) + (key ? ` (${key})` : '');
    if (!element.dataset.words) element.setAttribute('aria-label', say(element.dataset.title));
  }
}
