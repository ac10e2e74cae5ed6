#include "kind/leftover.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/hidden.h"
#include "base/lang.h"
#include "kind/alias.h"
#include "kind/figure.h"

/* #N/A is not among them: it is what looking something up gives where nothing is there. */
static bool is_formula_error(const char *s, size_t n)
{
    static const char *const errors[] = {"#REF!", "#VALUE!", "#DIV/0!", "#NAME?",
                                         "#NUM!", "#NULL!",  "#SPILL!", "#CALC!"};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (strlen(errors[i]) == n && strncasecmp(errors[i], s, n) == 0)
            return true;
    }
    return false;
}

#define FORMULA_ERROR N_("is an error of a formula: correct it in the workbook, and save again")

/* Why a cell that stands for nothing is none of a column that needs a value: a map that made it
 * empty would not help. NULL: the column may be empty. */
static const char *why_needed(const struct cx_field *field, const char *s, size_t n)
{
    bool is_lookup = n == 4 && strncasecmp(s, "#N/A", n) == 0;
    return !(field->flags & CX_REQUIRED) ? NULL
           : is_lookup
               ? N_("is what a lookup in a workbook gives where it finds nothing: correct the "
                    "formula, or write the value")
               : N_("stands for an empty cell, which this column must not have: write the value");
}

bool cx_leftover_say(struct cx_buf *why, const struct cx_field *field, const char *s, size_t n)
{
    const char *needed = why_needed(field, s, n);
    size_t hashes = 0;
    while (hashes < n && s[hashes] == '#')
        hashes++;
    if (hashes == n)
        cx_buf_puts(why,
                    _("is what Excel shows where a column is too narrow: widen it and save again"));
    else if (is_formula_error(s, n))
        cx_buf_puts(why, _(FORMULA_ERROR));
    else if (cx_alias_is_nothing(s, n) && needed)
        cx_buf_puts(why, _(needed));
    else if (cx_alias_is_nothing(s, n))
        cx_buf_say(why,
                   "stands for an empty cell: leave the cell empty, or say %.*s= under values in "
                   "a map",
                   (int)n, s);
    return why->len > 0;
}

bool cx_leftover_in_text(const char *s, size_t n)
{
    bool may_be = n > 1 && (*s == '#' || *s == '\\');
    return may_be && ((n == 2 && memcmp(s, "\\N", n) == 0) ||
                      (n == 4 && strncasecmp(s, "#N/A", n) == 0) || is_formula_error(s, n));
}

bool cx_leftover_is_null(const char *s, size_t n)
{
    static const char *const words[] = {"null", "(null)", "<null>", "n/a", "nan"};
    bool may_be = n >= 3 && n <= 6 && strchr("(<Nn", *s);
    for (size_t i = 0; i < sizeof words / sizeof *words && may_be; i++) {
        if (strlen(words[i]) == n && strncasecmp(words[i], s, n) == 0)
            return true;
    }
    return false;
}

/* Fewer may be the number of a version. */
#define FLOAT_DIGITS 4

const char *cx_leftover_in_id(const struct cx_field *field, const char *s, size_t n)
{
    /* NA, none and the like may be somebody's ids; these are nobody's. */
    static const char *const nothing[] = {"NULL", "(NULL)", "N/A", "#N/A", "\\N",
                                          "-",    "--",     "/",   "无",   "—"};
    size_t digits = 0;
    if (cx_figure_has_exponent(s, n))
        return N_("is how Excel shows a long number, and its last digits are lost: format the "
                  "column as text in the workbook and save again");
    while (digits < n && isdigit((unsigned char)s[digits]))
        digits++;
    if (digits >= FLOAT_DIGITS && n == digits + 2 && memcmp(s + digits, ".0", 2) == 0)
        return N_("ends in .0, as where a program took ids for figures: export the column as text");
    if (cx_holds_lost(s, n))
        return N_("has lost characters (U+FFFD): export the file again, as UTF-8");
    if (isalnum((unsigned char)*s) && *s != 'N' && *s != 'n')
        return NULL; /* no word below begins so, but most ids do */
    if (is_formula_error(s, n))
        return FORMULA_ERROR;
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        const char *needed = why_needed(field, s, n);
        if (strlen(nothing[i]) != n || strncasecmp(nothing[i], s, n) != 0)
            continue;
        return needed ? needed
                      : N_("stands for an empty cell: leave the cell empty, or rename it to "
                           "nothing in a map");
    }
    return NULL;
}
