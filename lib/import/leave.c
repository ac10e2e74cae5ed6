/* Rows of an export that a map leaves out: totals, refunds, those without an id. */
#include <string.h>
#include <strings.h>

#include "import/intake.h"
#include "import/map.h"

/* Whether s is a pattern, in which * is any text. */
static bool is_one(const char *pattern, size_t length, const char *s, size_t n)
{
    size_t p = 0, i = 0, star = length, from = 0;
    while (i < n) {
        if (p < length && pattern[p] == '*') {
            star = p++;
            from = i;
        } else if (p < length && strncasecmp(pattern + p, s + i, 1) == 0) {
            p++;
            i++;
        } else if (star < length) { /* the last * takes one more */
            p = star + 1;
            i = ++from;
        } else {
            return false;
        }
    }
    while (p < length && pattern[p] == '*')
        p++;
    return p == length;
}

bool matches_any(const char *patterns, const char *s, size_t n)
{
    for (;;) {
        size_t length = strcspn(patterns, ";");
        struct cx_csv_field pattern = cx_shape_name((struct cx_csv_field){patterns, length});
        bool is_blank = length > 0 && pattern.n == 0;
        if (!is_blank && is_one(pattern.s, pattern.n, s, n))
            return true;
        if (patterns[length] == '\0')
            return false;
        patterns += length + 1;
    }
}

static bool has_value(const struct cx_csv_row *row, size_t i)
{
    return !row->kinds || row->kinds[i] <= CX_CSV_NUMBER || row->kinds[i] >= CX_CSV_MONEY;
}

/* Whether a rule looks at one cell, which may be anything: it has an error, or no value. */
static bool is_open(const struct intake_rule *rule, const struct cx_csv_row *row)
{
    return rule->header >= 0 && (size_t)rule->header < row->count &&
           !has_value(row, (size_t)rule->header);
}

/* front: the columns that are not of the table. */
static bool matches(const struct intake_rule *rule, const struct cx_csv_row *row, size_t front)
{
    size_t from = rule->header < 0 ? front : (size_t)rule->header;
    size_t to = rule->header < 0 ? row->count : from + 1;
    for (size_t i = from; i < to && i < row->count; i++) {
        struct cx_csv_field cell = cx_shape_name(row->fields[i]);
        if (has_value(row, i) && matches_any(rule->values, cell.s, cell.n))
            return true;
    }
    return false;
}

bool leaves_out(const struct intake *intake)
{
    const struct cx_csv_row *row = &intake->row;
    for (size_t i = 0; i < intake->rule_count && !row->is_cut; i++) {
        const struct intake_rule *rule = &intake->rules[i];
        /* A faulty row may lack the very cell: then its fault is told. */
        if ((rule->is_only && row->fault) || is_open(rule, row))
            continue;
        if (matches(rule, row, intake->front) != rule->is_only)
            return true;
    }
    return false;
}

const char *leave_is_open(struct intake *intake)
{
    size_t i = 0;
    while (i < intake->rule_count && !is_open(&intake->rules[i], &intake->row))
        i++;
    if (i == intake->rule_count)
        return NULL;
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    cx_buf_clear(&intake->scratch);
    cx_buf_say(&intake->scratch,
               "the map takes rows by \"%s\", whose cell has an error or no value here: correct it "
               "in the file",
               header->fields[intake->rules[i].header].s);
    return cx_buf_str(&intake->scratch);
}
