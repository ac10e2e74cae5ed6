/* Whether the end of something, as a header says beside its name, is the last day or the day after
 * it. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kind/unit.h"

enum { INCLUDED = 1, EXCLUDED = 2, NOT = 4, FIRST = 8, LAST = 16, AFTER = 32 };

/* Words of English, and parts of Chinese, of which the longest counts. A text that has another says
 * nothing: 含税 is no end. */
static const struct {
    unsigned says;
    const char *pieces;
} lists[] = {
    {INCLUDED, "incl inclusive included including includes include through thru"},
    {EXCLUDED, "excl exclusive excluded excluding excludes exclude"},
    {NOT, "not non"},
    {FIRST, "first start"},
    {LAST, "last final lastday lastdate"},
    {AFTER, "after next following dayafter nextday"},
    {0, "day days date dates end ends ending enddate to of on the this that is and both"},
    {INCLUDED, "含 含有 包含 包括 计入 闭区间"},
    {EXCLUDED, "左闭右开 含首不含尾 含头不含尾 算头不算尾"},
    {NOT, "不 未"},
    {FIRST, "首日 起始日 开始日"},
    {LAST, "最后一天 最后一日 最后日 最后日期 末日 尾日 末尾"},
    {AFTER, "次日 翌日 第二天 第二日 后一天 后一日"},
    {0, "当日 当天 本日 该日 此日 这天 这一天 首尾 首尾两日 首尾两天 首末日 起止日 两端 两日 两天"},
    {0,
     "结束日 结束日期 结束当日 截止日 截止日期 截止当日 终止日 终止日期 失效日 失效日期 失效当日"},
    {0, "到期日 到期日期 退案日 退案日期 退案当日 收回日 收回日期 在内 均 都 也 的"},
};

/* The length of the piece that a word begins with, of English the whole word; 0: there is none. */
static size_t piece_at(unsigned *says, const char *word, size_t n)
{
    size_t most = 0, length;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (const char *s = lists[i].pieces; *s; s += length + (s[length] == ' ')) {
            length = strcspn(s, " ");
            bool is_whole = length == n || (unsigned char)*word >= 0x80;
            if (length <= most || length > n || !is_whole || strncasecmp(word, s, length) != 0)
                continue;
            *says = lists[i].says;
            most = length;
        }
    }
    return most;
}

/* What all pieces of a text say together. False: it has others. */
static bool read_pieces(unsigned *says, const char *s, const char *end)
{
    size_t n, length;
    unsigned said;
    *says = 0;
    for (; (n = cx_alias_next_word(&s, end, CX_WORD_DIGITS | CX_WORD_HUMPS)) > 0; s += n) {
        for (size_t at = 0; at < n; at += length) {
            if ((length = piece_at(&said, s + at, n - at)) == 0)
                return false;
            *says |= said;
        }
    }
    return true;
}

static const char *verdict(unsigned says)
{
    bool is_not = says & NOT, is_last = says & LAST;
    if (says & FIRST && (is_not || !is_last)) /* 含首日 leaves the end open */
        return NULL;
    switch (says & (INCLUDED | EXCLUDED | AFTER)) {
    case INCLUDED: return is_not ? "" : "last";
    case EXCLUDED:
    case AFTER: return is_not ? NULL : "";
    case 0: return !is_last ? NULL : is_not ? "" : "last";
    default: return NULL;
    }
}

const char *cx_unit_end(const char *s, size_t n)
{
    const char *end = s + n, *said = NULL;
    unsigned says;
    for (const char *part = s, *stop; !said && part < end; part = stop + 1) {
        for (stop = part; stop < end && !strchr(",;:/|", *stop);)
            stop++;
        said = read_pieces(&says, part, stop) ? verdict(says) : NULL;
    }
    return said;
}

/* Whether a text ends in a piece, without which it isn't worth reading: cells are held against
 * headers, too. */
static bool ends_in_piece(const char *s, size_t n)
{
    while (n > 0 && (unsigned char)s[n - 1] < 0x80 && !isalnum((unsigned char)s[n - 1]))
        n--;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t length;
        for (const char *piece = lists[i].pieces; *piece;
             piece += length + (piece[length] == ' ')) {
            length = strcspn(piece, " ");
            if (length <= n && strncasecmp(s + n - length, piece, length) == 0)
                return true;
        }
    }
    return false;
}

/* Whether a word of a name may begin at one of its characters: each of Chinese may. */
static bool may_begin(const char *word, size_t at)
{
    return at == 0 || ((unsigned char)word[at] & 0xc0) == 0xc0;
}

const char *cx_unit_end_behind(const char *s, size_t *n)
{
    const char *end = s + *n, *said = NULL;
    size_t length;
    if (!ends_in_piece(s, *n))
        return NULL;
    for (const char *word = s;
         !said && (length = cx_alias_next_word(&word, end, CX_WORD_DIGITS | CX_WORD_HUMPS)) > 0;
         word += length) {
        for (size_t at = 0; !said && at < length; at++) {
            unsigned says = 0;
            if (!may_begin(word, at) || piece_at(&says, word + at, length - at) == 0 || says == 0)
                continue;
            said = read_pieces(&says, word + at, end) ? verdict(says) : NULL;
            *n = said ? (size_t)(word - s) + at : *n;
        }
    }
    return said;
}
