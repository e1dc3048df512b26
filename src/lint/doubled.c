/* SPDX-License-Identifier: Apache-2.0 */
/* Characters and words that stand twice. Most characters may (高高兴兴, 家家户户, 慢慢); the ones below
 * never do but where two words meet: 目的|的, 关键是|是否, 首都|都. Those words are listed with them,
 * and where the list would have no end the character is not here (以, 于, 为, 有, 向, 把, 将, 要). */

#include "lint/rules.h"

#include "base/say.h"

/* clang-format off */
static const struct {
    const char *character;
    const char *before; /* words that end with it: what may stand before the two */
    const char *after;  /* words that begin with it: what may stand after the two */
    bool is_in_speech;  /* may be said twice: 是是，是是是 */
    const char *only;   /* NULL; or words one of which must follow: elsewhere two sentences may meet */
} doubles[] = {
    {"的", "目 打 标 靶 鹄 箭之 中 有 众矢之", "确 士 哥 姐 黎 票 喀", false, NULL},
    {"了", "不 得 为 除 罢 末 临 算 大 受 一 公 终 未 明 完 私 小时", "之 解 然 却 结 断 事 无 不 悟 得 如 当 债 愿 望 账 吧 若", false, NULL},
    {"是", "但 于 还 就 只 可 若 要 总 正 凡 而 或 倒 算 老 便 先 即 既 如 国 求 为 皆 一 不 也 都 硬 像 怕 越 越发 归 自 该 真 愈 因 确 本 甚", "非 否 日", true, "一 个 为 由 对 从 以 中 全 最 指"},
    {"在", "存 现 正 实 所 内 外 潜 自 好 旨 健 还 贵 重 志 有人 处处 常 又 仍 同 不 心 意 亦 永", "建 校 职 场 线 岗 编 册 押 逃 野 世 任 下 外 案 即 乎 位 座 行 家 理 所 此 握 读 研 途 售 手 意 田 播 先 籍 于 营 华 朝 内 京 沪", false, NULL},
    {"和", "平 温 总 饱 共 中 祥 缓 柔 随 谦 调 暖 附 求 媾 议 讲 不 掺 搅 谐 亲 清 太 政 元 泰 颐 人 义 明", "平 谐 睦 解 气 美 田 声 约 善 顺 煦 暖 蔼 服 尚 好 局 风 合 县 龙 记 弦 悦 珅 布 乐 衷 盘 稀 事 林 府 硕 静 政 泥 面 为 而", false, NULL},
    {"与", "参 赠 给 授 付 赋 相 干 寄 施 贷 移 交 让 输", "会 其 否 日 众 世 共 生 时 人 民 此 国 虎", false, NULL},
    {"及", "以 涉 普 波 顾 企 危 触 提 论 累 殃 遍 不 来 旁 埃 推 惠 言 谈 念 想 述 说 料 比 所 未 赶 旁 延 兼 祸 攀 等 又 能", "时 格 早 第 至 笄 其 物 锋", false, NULL},
    {"被", "棉 毛 夹 植 铺 盖 线 蚕 羽 絮 床 薄 厚 新 旧 花 条", "子 单 褥 套 面 告 动 服 害 里 窝 捕 选 除 试 访 保 测 上 害人 俘 执", false, NULL},
    {"而", "然 反 从 因 进 继 既 故 忽 时 幸 已 俄 殊 少 偶 间", "立 今 已 且 是 后 言 不 又", false, NULL},
    {"就", "将 成 造 迁 高 俯 屈 功成名 半推半 一蹴而 生 铸", "业 读 近 地 医 诊 职 任 餐 寝 义 座 位 学 此 范 绪 是 算 要 势 势论势 着 势头 连 事", false, NULL},
    {"也", "者", "门 许 罢", false, NULL},
    {"很", "", "", true, NULL},
    {"着", "衣 穿 执 胶 沉 显 卓 附 土 原 高 妙 棋 先 无 失 睡 一 找 吸 粘", "火 急 装 陆 手 落 眼 重 力 色 想 迷 凉 魔 床 实 称 笔 棋 边 墨 意 急 进 领 抢 占 先 力点 地 调 劲 慌 忙 花 逼", false, NULL},
    {"们", "哥 爷 娘 姐 妹 弟", "", false, NULL},
    {"并", "合 一 兼 吞 裁 归 火 不", "列 网 购 存 不 非 行 且 发 用 肩 轨 举 重 入 案 处 罚 未 蒂 线 州 联 拢 排 立 没 无 进 称 驾", false, NULL},
    {"且", "", "末 兰", false, NULL},
    {"或", "", "许 者 多 然 称 是", false, NULL},
};

/* Words of two characters that no one says twice for more (研究研究, 讨论讨论 and 一个一个 are). */
static const char *const words[] = {
    "进行", "通过", "对于", "关于", "由于", "因此", "因为", "所以", "但是", "并且", "而且", "以及", "为了",
    "根据", "按照", "其中", "此外", "然而", "目前", "我们", "他们", "她们", "它们", "你们", "这些", "那些",
    "成为", "作为", "位于", "属于", "来自", "以来", "以下", "以上", "可以", "能够", "应该", "必须", "已经",
    "正在", "没有", "如果", "虽然", "不仅", "同时", "以便", "之间", "之后", "之前",
};
/* clang-format on */

/* What stands before i ends with one of `words`. */
static bool
ends_with(const BxCopy *copy, int i, const char *list)
{
    for (int n = 1; n <= 3 && n <= i; n++)
        if (bx_copy_word(copy, i - n, list) == n)
            return true;
    return false;
}

static void
check_character(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    for (size_t k = 0; k < G_N_ELEMENTS(doubles); k++) {
        if (!bx_in(copy->c[i], doubles[k].character))
            continue;
        bool is_joint = ends_with(copy, i, doubles[k].before)
                        || bx_copy_word(copy, i + n, doubles[k].after) > 0;
        /* said thrice, or alone between marks, it is speech */
        bool is_speech = doubles[k].is_in_speech && (n > 2 || !bx_is_han(bx_copy_at(copy, i - 1)));
        bool may_meet = doubles[k].only && !bx_copy_word(copy, i + n, doubles[k].only);
        if (is_joint || is_speech || may_meet)
            return;
        bx_found(checking, BX_DIAG_WORD_DOUBLED, i, "“%s” stands %s; it never doubles",
                 doubles[k].character, n == 2 ? bx_word("twice") : bx_word("several times"));
    }
}

static void
check_word(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    for (size_t k = 0; k < G_N_ELEMENTS(words); k++) {
        if (!bx_copy_word(copy, i, words[k]) || !bx_copy_word(copy, i + 2, words[k]))
            continue;
        /* 进行进行曲, 之所以所以 */
        if (bx_copy_at(copy, i + 4) == 0x66F2 /* 曲 */
            || bx_copy_at(copy, i - 1) == 0x4E4B /* 之 */)
            continue;
        bx_found(checking, BX_DIAG_WORD_DOUBLED, i, "“%s” stands twice", words[k]);
    }
}

void
bx_check_doubled(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = bx_copy_run(copy, i);
        if (n > 1)
            check_character(checking, i, n);
        else if (bx_is_han(copy->c[i]) && copy->c[i] == bx_copy_at(copy, i + 2)
                 && bx_copy_at(copy, i + 1) == bx_copy_at(copy, i + 3))
            check_word(checking, i);
        i += n;
    }
}
