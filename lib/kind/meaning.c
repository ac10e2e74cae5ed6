#include "kind/meaning.h"

#include <string.h>

#include "kind/alias.h"
#include "kind/unit.h"
#include "text/utf8.h"

/* Words that may stand beside a column's name and leave its meaning, folded, between bars. Words
 * such as last, next, fee, promised and 手续费 make it another thing. */
static const struct {
    const char *kind, *column; /* NULL: any */
    const char *words;
} harmless[] = {
    {NULL, NULL,
     "|the|of|a|an|for|in|to|is|this|field|value|col|record|customer|client|客户|本次|此次|"
     "实际|的|"},
    {"accounts", "due_on",
     "|payment|repayment|invoice|bill|account|loan|还款|付款|账单|借款|贷款|"},
    {"accounts", "amount",
     "|debt|loan|owed|due|past|overdue|outstanding|placed|placement|total|invoice|account|欠款|"
     "逾期|委案|委托|债务|应还|总|合计|"},
    {"payments", "paid_at",
     "|payment|paid|pay|repayment|transaction|receipt|received|posted|bank|还款|回款|付款|支付|"
     "交易|到账|入账|收款|银行|"},
    {"payments", "amount",
     "|payment|paid|pay|repayment|transaction|received|collected|invoice|total|bank|还款|回款|付款|"
     "支付|"
     "交易|到账|入账|收款|实收|贷方|总|合计|"},
    {"contacts", "started_at",
     "|call|contact|start|started|begin|dial|event|通话|拨打|联系|呼叫|外呼|开始|联络|触达|"},
    {"contacts", "duration_s", "|call|talk|contact|duration|length|time|total|通话|时长|时间|总|"},
    {"contacts", "promised_amount", "|promise|promised|ptp|payment|pay|承诺|还款|"},
    {"contacts", "promised_on", "|promise|promised|ptp|payment|pay|承诺|还款|"},
    {"employees", "base_salary",
     "|base|basic|salary|pay|wage|wages|gross|employee|工资|薪资|薪水|基本|税前|员工|"},
    {"employees", "hired_on", "|employee|employment|hire|hired|join|start|员工|入职|"},
    {"employees", "left_on", "|employee|employment|termination|leave|员工|离职|"},
    {"feedback", "score", "|survey|feedback|satisfaction|rating|评价|评分|满意度|打分|"},
};
static const char of_dates[] = "|date|day|time|datetime|timestamp|on|at|日期|日|时间|";

/* A name in words: of Chinese each character is one. */
#define TOKENS 32
struct tokens {
    struct cx_unit_text token[TOKENS];
    size_t count;
    bool are_all;
};

static void add_token(struct tokens *tokens, const char *s, size_t n)
{
    tokens->are_all = tokens->are_all && tokens->count < TOKENS;
    if (tokens->are_all)
        tokens->token[tokens->count++] = (struct cx_unit_text){s, n};
}

/* Of a name in NFKC, which the tokens are parts of. */
static struct tokens split(struct cx_unit_text name)
{
    struct tokens tokens = {.are_all = true};
    const char *word = name.s, *end = name.s + name.n;
    size_t n;
    for (; (n = cx_alias_next_word(&word, end, CX_WORD_DIGITS | CX_WORD_HUMPS)) > 0; word += n) {
        bool is_chinese = (unsigned char)*word >= 0x80;
        for (size_t at = 0, length; at < n; at += length) {
            for (length = is_chinese ? 1 : n; at + length < n;) {
                if (((unsigned char)word[at + length] & 0xc0) != 0x80)
                    break;
                length++;
            }
            add_token(&tokens, word + at, length);
        }
    }
    return tokens;
}

/* The tokens from one to another without it, folded and put together. */
static void put_together(struct cx_buf *out, const struct tokens *tokens, size_t from, size_t to)
{
    cx_buf_clear(out);
    for (size_t i = from; i < to; i++)
        cx_alias_fold(out, tokens->token[i].s, tokens->token[i].n);
}

static bool is_date(const struct cx_field *field)
{
    return field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME;
}

static bool is_harmless(const struct cx_kind *kind, const struct cx_field *field,
                        const char *folded)
{
    bool is_it =
        cx_unit_is_word(field, folded) || (is_date(field) && cx_alias_is_among(of_dates, folded));
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless && !is_it; i++)
        is_it = (!harmless[i].kind || (strcmp(harmless[i].kind, kind->name) == 0 &&
                                       strcmp(harmless[i].column, field->name) == 0)) &&
                cx_alias_is_among(harmless[i].words, folded);
    return is_it;
}

/* Whether all tokens from one to another are harmless, the longest of them first. */
static bool are_harmless(const struct tokens *tokens, size_t from, size_t to,
                         const struct cx_kind *kind, const struct cx_field *field)
{
    struct cx_buf word = {0};
    bool are = true;
    while (are && from < to) {
        size_t end = to;
        for (are = false; end > from && !are; end -= !are) {
            put_together(&word, tokens, from, end);
            are = is_harmless(kind, field, cx_buf_str(&word));
        }
        from = end;
    }
    cx_buf_fini(&word);
    return are;
}

/* The length of the name of a date or a duration without the word that says that it is one: 还款 of
 * 还款日期, talk of talk time. */
static size_t stem(const struct cx_field *field, const char *folded)
{
    static const char *const endings[] = {"datetime", "date", "time", "day", "on",
                                          "at",       "日期", "时间", "日"};
    size_t n = strlen(folded);
    bool is_time = is_date(field) || field->type == CX_TYPE_INT;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && is_time; i++) {
        size_t length = strlen(endings[i]);
        if (n > length + 2 && memcmp(folded + n - length, endings[i], length) == 0)
            return n - length;
    }
    return n;
}

static bool is_name(const struct cx_field *field, const char *folded, const char *name)
{
    size_t n = stem(field, folded);
    return n > 0 && n == stem(field, name) && memcmp(folded, name, n) == 0;
}

/* One letter too many, too few, or another, in a word of English. */
static bool is_typo(const char *one, const char *other)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    size_t n = strlen(one), m = strlen(other), same = 0, behind = 0;
    size_t shorter = n < m ? n : m, longer = n < m ? m : n;
    if (shorter < 5 || longer > shorter + 1 || strspn(one, letters) < n ||
        strspn(other, letters) < m)
        return false;
    while (same < shorter && one[same] == other[same])
        same++;
    while (behind < shorter - same && one[n - 1 - behind] == other[m - 1 - behind])
        behind++;
    return same + behind + 1 >= longer;
}

/* What stands beside one of the column's names, folded. */
static enum cx_meaning means_beside(const struct tokens *tokens, const struct cx_kind *kind,
                                    const struct cx_field *field, const char *name)
{
    struct cx_buf run = {0};
    enum cx_meaning means = CX_MEANS_OTHER;
    for (size_t from = 0; from < tokens->count && means < CX_MEANS_IT; from++) {
        for (size_t to = from + 1; to <= tokens->count && means < CX_MEANS_IT; to++) {
            put_together(&run, tokens, from, to);
            if (!is_name(field, cx_buf_str(&run), name))
                continue;
            means = are_harmless(tokens, 0, from, kind, field) &&
                            are_harmless(tokens, to, tokens->count, kind, field)
                        ? CX_MEANS_IT
                        : CX_MEANS_MORE;
        }
    }
    cx_buf_fini(&run);
    return means;
}

enum cx_meaning cx_meaning(const struct cx_kind *kind, int column, const char *s, size_t n)
{
    const struct cx_field *field = &kind->fields[column];
    struct cx_buf plain = {0}, all = {0};
    cx_utf8_nfkc(&plain, s, n);
    struct cx_unit_text name = {cx_buf_str(&plain), plain.len}, unit;
    while (cx_unit_peel(&name, &unit))
        ;
    struct tokens tokens = split(name);
    put_together(&all, &tokens, 0, tokens.count);
    /* Minutes alone are a duration. */
    enum cx_meaning means =
        tokens.are_all && cx_unit_is_word(field, cx_buf_str(&all)) ? CX_MEANS_IT : CX_MEANS_OTHER;
    const char *alias;
    for (size_t at = 0; tokens.are_all && means < CX_MEANS_IT &&
                        (alias = cx_alias_next_name(&at, kind, column));) {
        enum cx_meaning here = is_typo(cx_buf_str(&all), alias)
                                   ? CX_MEANS_IT
                                   : means_beside(&tokens, kind, field, alias);
        means = here > means ? here : means;
    }
    cx_buf_fini(&plain);
    cx_buf_fini(&all);
    return means;
}
