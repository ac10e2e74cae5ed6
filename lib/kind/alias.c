#include "kind/alias.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/pool.h"
#include "kind/aliases.csv.h"
#include "kind/unit.h"
#include "kind/words.h"
#include "text/utf8.h"

const char *const cx_no_yes[] = {"no", "yes", NULL};

/* A folded name, of a column of a kind or of a word of a list. */
struct entry {
    const char *folded;
    const char *const *words; /* NULL: it is a column's */
    int kind;                 /* its place among the kinds, for a column; OF_FILES: a kind's */
    int number;               /* of the column, of the word, or of the kind */
};

enum { OF_FILES = -1 };

/* Built when first needed, and kept until the program ends. */
static struct {
    pthread_once_t once;
    struct entry *entries;
    size_t count, cap;
    struct cx_map *map; /* hash of list and folded name → number of the entry */
    struct cx_pool *names;
} table = {.once = PTHREAD_ONCE_INIT};

const char *cx_alias_table(void)
{
    return FILE_aliases;
}

static int64_t key(int kind, const char *const *words, const char *folded, size_t n)
{
    uint64_t seed = words ? (uint64_t)(uintptr_t)words : (uint64_t)kind + 1;
    return (int64_t)cx_map_hash(folded, n, seed);
}

static const struct entry *find(int kind, const char *const *words, const char *folded, size_t n)
{
    const int64_t *at = n ? cx_map_get(table.map, key(kind, words, folded, n)) : NULL;
    const struct entry *entry = at ? &table.entries[*at] : NULL;
    bool is_it = entry && entry->words == words && (words || entry->kind == kind) &&
                 strlen(entry->folded) == n && memcmp(entry->folded, folded, n) == 0;
    return is_it ? entry : NULL;
}

/* The first to come has a name: our own names come before all aliases. */
static void add(int kind, const char *const *words, int number, const char *s, size_t n)
{
    struct cx_buf folded = {0};
    (words ? cx_alias_fold_word : cx_alias_fold)(&folded, s, n);
    if (folded.len > 0 && !find(kind, words, folded.data, folded.len)) {
        const char *kept =
            cx_pool_get(table.names, cx_pool_put(table.names, folded.data, folded.len));
        CX_GROW(table.entries, table.count, table.cap);
        cx_map_put(table.map, key(kind, words, folded.data, folded.len), (int64_t)table.count);
        table.entries[table.count++] = (struct entry){kept, words, kind, number};
    }
    cx_buf_fini(&folded);
}

static const char *const *words_of(const struct cx_field *field)
{
    return field->type == CX_TYPE_BOOL ? cx_no_yes : field->words;
}

static void add_own_names(const struct cx_kind *const *kinds, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 0; i < kinds[k]->count; i++) {
            const struct cx_field *field = &kinds[k]->fields[i];
            const char *const *words = words_of(field);
            add((int)k, NULL, (int)i, field->name, strlen(field->name));
            for (int w = 0; words && words[w]; w++)
                add(0, words, w, words[w], strlen(words[w]));
        }
    }
}

struct part {
    const char *s;
    size_t n;
};

static void add_row(const struct cx_kind *const *kinds, size_t count, const struct part part[4])
{
    for (size_t k = 0; k < count; k++) {
        bool is_meant = part[0].n == 0 || (strlen(kinds[k]->name) == part[0].n &&
                                           memcmp(kinds[k]->name, part[0].s, part[0].n) == 0);
        if (is_meant && part[1].n == 0)
            add(OF_FILES, NULL, (int)k, part[3].s, part[3].n);
        int column = is_meant ? cx_kind_field(kinds[k], part[1].s, part[1].n) : -1;
        if (column < 0)
            continue;
        const char *const *words = words_of(&kinds[k]->fields[column]);
        if (part[2].n == 0)
            add((int)k, NULL, column, part[3].s, part[3].n);
        else if (words && cx_word_find(words, part[2].s, part[2].n) >= 0)
            add(0, words, cx_word_find(words, part[2].s, part[2].n), part[3].s, part[3].n);
    }
}

static void make_table(void)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    table.map = cx_map_new();
    table.names = cx_pool_new();
    add_own_names(kinds, count);
    for (const char *s = strchr(FILE_aliases, '\n') + 1; *s; s += strcspn(s, "\n") + 1) {
        struct part part[4];
        const char *at = s;
        for (int i = 0; i < 4; i++) { /* no cell holds a comma, a quote or a line's end */
            part[i] = (struct part){at, strcspn(at, ",\n")};
            at += part[i].n + (at[part[i].n] == ',');
        }
        add_row(kinds, count, part);
    }
}

int cx_alias_word(const char *const *words, const char *s, size_t n)
{
    struct cx_buf folded = {0};
    pthread_once(&table.once, make_table);
    const struct entry *entry = find(0, words, s, n); /* most often the cell is folded already */
    if (!entry && n > 0) {
        cx_alias_fold_word(&folded, s, n);
        entry = find(0, words, cx_buf_str(&folded), folded.len);
    }
    cx_buf_fini(&folded);
    return entry ? entry->number : -1;
}

/* Where the alias ends in the name for the last time; 0: it isn't there. */
static size_t last_end(const char *name, const char *alias)
{
    size_t end = 0, n = strlen(alias);
    for (const char *at = name; (at = strstr(at, alias)); at += n)
        end = (size_t)(at - name) + n;
    return end;
}

const struct cx_kind *cx_alias_file(const char *name)
{
    struct cx_buf folded = {0};
    size_t count, last = 0, longest = 0;
    const struct cx_kind *const *kinds = cx_kinds(&count), *kind = NULL;
    pthread_once(&table.once, make_table);
    cx_alias_fold(&folded, name, strlen(name));
    for (size_t i = 0; i < table.count; i++) {
        const struct entry *entry = &table.entries[i];
        size_t end = entry->kind == OF_FILES ? last_end(cx_buf_str(&folded), entry->folded) : 0;
        if (end > last || (end == last && end > 0 && strlen(entry->folded) > longest)) {
            last = end;
            longest = strlen(entry->folded);
            kind = kinds[entry->number];
        }
    }
    cx_buf_fini(&folded);
    return kind;
}

static int column_named(const struct cx_kind *kind, const char *s, size_t n)
{
    struct cx_buf folded = {0};
    cx_alias_fold(&folded, s, n);
    const struct entry *entry = find(cx_kind_order(kind), NULL, cx_buf_str(&folded), folded.len);
    cx_buf_fini(&folded);
    return entry ? entry->number : -1;
}

/* The same, where a sign that a fold keeps may stand beside the name: ¥金额. */
static int column_beside_sign(const struct cx_kind *kind, struct cx_unit_text name)
{
    int column = column_named(kind, name.s, name.n);
    return column < 0 && cx_unit_peel_sign(&name) ? column_named(kind, name.s, name.n) : column;
}

/* The column of a header whose name is followed by what stands in brackets, once or more often:
 * 金额(万元)(必填)*. */
static void try_brackets(struct cx_alias_header *out, const struct cx_kind *kind,
                         const struct cx_buf *plain)
{
    struct cx_unit_text name = {cx_buf_str(plain), plain->len}, unit[CX_UNITS];
    size_t count = 0;
    while (out->column < 0 && count < CX_UNITS && cx_unit_peel(&name, &unit[count])) {
        count++;
        out->column = column_beside_sign(kind, name);
    }
    for (size_t i = 0; out->column >= 0 && i < count; i++)
        cx_unit_read(out, kind, unit[i]);
    if (out->column >= 0)
        cx_unit_sign(out, kind, name);
}

static bool has_end(const struct cx_kind *kind)
{
    bool has_it = false;
    for (size_t i = 0; i < kind->count && !has_it; i++)
        has_it = kind->fields[i].flags & CX_DAY_AFTER;
    return has_it;
}

/* The column of a header whose last words say that its end is inclusive, or that it isn't:
 * to_inclusive, 失效日期含当日. */
static void try_end(struct cx_alias_header *out, const struct cx_kind *kind,
                    const struct cx_buf *plain)
{
    const char *s = cx_buf_str(plain);
    size_t n = plain->len;
    int column = has_end(kind) && cx_unit_end_behind(s, &n) ? column_named(kind, s, n) : -1;
    if (column < 0 || !(kind->fields[column].flags & CX_DAY_AFTER))
        return;
    out->column = column;
    cx_unit_read(out, kind, (struct cx_unit_text){s + n, plain->len - n});
}

bool cx_alias_is_planned(const char *s, size_t n)
{
    static const char *const anywhere[] = {"预计",      "预期",      "预定",        "预估",
                                           "预约",      "计划",      "planned",     "expected",
                                           "scheduled", "estimated", "anticipated", "projected"};
    static const char *const first[] = {"应", "拟"}; /* elsewhere parts of words: 响应, 模拟 */
    static const char *const no_plans[] = {"应聘", "应答", "应用", "应急"};
    struct cx_buf folded = {0};
    bool is_planned = false;
    cx_alias_fold(&folded, s, n);
    const char *name = cx_buf_str(&folded);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        is_planned = is_planned || strncmp(name, first[i], strlen(first[i])) == 0;
    for (size_t i = 0; i < sizeof no_plans / sizeof *no_plans; i++)
        is_planned = is_planned && strncmp(name, no_plans[i], strlen(no_plans[i])) != 0;
    for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
        is_planned = is_planned || strstr(name, anywhere[i]);
    cx_buf_fini(&folded);
    return is_planned;
}

/* Whether a column of a kind holds the days and times on which something was done. */
static bool is_of_past(const struct cx_kind *kind, int column)
{
    const struct cx_field *field = &kind->fields[column];
    bool is_date = field->type == CX_TYPE_DATE || field->type == CX_TYPE_TIME;
    return is_date && !kind->is_plan && !(field->flags & CX_AHEAD);
}

void cx_alias_header(struct cx_alias_header *out, const struct cx_kind *kind, const char *s,
                     size_t n)
{
    struct cx_buf plain = {0};
    *out = (struct cx_alias_header){.column = cx_kind_field(kind, s, n)};
    if (out->column >= 0)
        return;
    pthread_once(&table.once, make_table);
    cx_utf8_nfkc(&plain, s, n);
    try_brackets(out, kind, &plain);
    struct cx_unit_text name = {cx_buf_str(&plain), plain.len};
    if (out->column < 0 && (out->column = column_beside_sign(kind, name)) >= 0)
        cx_unit_sign(out, kind, name);
    if (out->column < 0)
        try_end(out, kind, &plain);
    const char *slash = out->column < 0 ? strrchr(cx_buf_str(&plain), '/') : NULL;
    if (slash) { /* last: some names hold a slash themselves */
        out->column = column_named(kind, plain.data, (size_t)(slash - plain.data));
        cx_unit_read(out, kind, (struct cx_unit_text){slash + 1, strlen(slash + 1)});
    }
    if (out->column >= 0 && is_of_past(kind, out->column) && cx_alias_is_planned(s, n))
        *out = (struct cx_alias_header){.column = -1}; /* 退案日期(预计) */
    cx_buf_fini(&plain);
}

void cx_alias_unit(struct cx_alias_header *out, const struct cx_kind *kind, int column,
                   const char *s, size_t n)
{
    struct cx_buf plain = {0};
    cx_alias_header(out, kind, s, n);
    if (out->column == column)
        return;
    *out = (struct cx_alias_header){.column = column};
    cx_utf8_nfkc(&plain, s, n);
    cx_unit_find(out, kind, cx_buf_str(&plain), plain.len);
    cx_buf_fini(&plain);
}

const char *cx_alias_end(struct cx_buf *name, const char *s, size_t n)
{
    struct cx_buf plain = {0};
    const char *said = NULL;
    cx_utf8_nfkc(&plain, s, n);
    struct cx_unit_text text = {cx_buf_str(&plain), plain.len}, within;
    while (cx_unit_peel(&text, &within))
        said = said ? said : cx_unit_end(within.s, within.n);
    size_t length = text.n;
    const char *behind = cx_unit_end_behind(text.s, &length);
    cx_alias_fold(name, text.s, length > 0 ? length : text.n); /* Last day is a name itself */
    cx_buf_fini(&plain);
    return said ? said : behind;
}

/* The character at s, as a number; *n: its bytes. s is valid UTF-8, as cx_utf8_nfkc gives it. */
static uint32_t character(const char *s, size_t *n)
{
    unsigned char c = (unsigned char)*s;
    uint32_t value = 0;
    *n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    for (size_t i = 0; i < *n && s[i]; i++)
        value = value << 8 | (unsigned char)s[i];
    return value;
}

#define PAIRS 64

/* The pairs of neighbours in a text, the usual measure of likeness of short names. */
static size_t pairs_of(uint64_t pairs[PAIRS], const char *s)
{
    size_t count = 0, n;
    uint32_t last = character(s, &n);
    for (s += *s ? n : 0; *s && count < PAIRS; s += n) {
        uint32_t next = character(s, &n);
        pairs[count++] = (uint64_t)last << 32 | next;
        last = next;
    }
    return count;
}

/* Of a header a and a name b, 0 to 100. */
static int likeness(const char *a, const char *b)
{
    uint64_t left[PAIRS], right[PAIRS];
    size_t left_count = pairs_of(left, a), right_count = pairs_of(right, b), shared = 0;
    if (strcmp(a, b) == 0)
        return 100;
    for (size_t i = 0; i < left_count; i++) {
        for (size_t k = 0; k < right_count; k++) {
            if (left[i] != right[k])
                continue;
            right[k] = 0;
            shared++;
            break;
        }
    }
    size_t all = left_count + right_count;
    int dice = all ? (int)(200 * shared / all) : 0;
    /* "settlementamount" is an amount; two Chinese characters say as much as six letters */
    bool is_within = strlen(b) >= 6 && strstr(a, b);
    return is_within && dice < 70 ? 70 : dice > 95 ? 95 : dice;
}

const char *cx_alias_next_name(size_t *at, const struct cx_kind *kind, int column)
{
    pthread_once(&table.once, make_table);
    for (; *at < table.count; ++*at) {
        const struct entry *entry = &table.entries[*at];
        if (!entry->words && entry->kind == cx_kind_order(kind) && entry->number == column)
            return table.entries[(*at)++].folded;
    }
    return NULL;
}

int cx_alias_likeness(const struct cx_kind *kind, int column, const char *s, size_t n)
{
    struct cx_buf folded = {0};
    const char *name;
    int best = 0;
    if (is_of_past(kind, column) && cx_alias_is_planned(s, n))
        return 0;
    cx_alias_fold(&folded, s, n);
    for (size_t at = 0; folded.len > 0 && (name = cx_alias_next_name(&at, kind, column));) {
        int like = likeness(folded.data, name);
        best = like > best ? like : best;
    }
    cx_buf_fini(&folded);
    return best;
}

bool cx_alias_is_nothing(const char *s, size_t n)
{
    static const char *const nothing[] = {
        "null", "(null)", "<null>", "n/a",      "#n/a", "na",      "nan",
        "none", "nil",    "\\n",    "-",        "--",   "---",     "—",
        "——",   "/",      "无",     "空",       "?",    "#ref!",   "#value!",
        "(空)", "（空）", "(空白)", "（空白）", "空白", "(blank)", "暂无"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        if (strlen(nothing[i]) == n && strncasecmp(nothing[i], s, n) == 0)
            return true;
    }
    return false;
}
