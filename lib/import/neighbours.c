/* What the cells beside an amount say of it: its currency, or the rest of its figure. */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "import/intake.h"
#include "import/map.h"
#include "kind/alias.h"
#include "kind/currency.h"
#include "text/utf8.h"

/* The column of the header that an amount is in: of a template the first. -1: there is none, or it
 * is looked up elsewhere. */
static int amount_column(const struct intake *intake, const struct source *source)
{
    const char *open = source->template ? strchr(source->template, '{') : NULL;
    if (open)
        return header_index(cx_book_header(intake->reader), open + 1, strcspn(open + 1, "}"));
    return source->join ? -1 : source->header;
}

/* How near a column of currencies is to an amount by its name: 3 if both begin alike, as 交易币种
 * and 交易金额, 2 if it is anybody's, 1 if it is somebody else's; 0: it is none, or is read. */
static int nearness(const struct intake *intake, size_t column, int amount)
{
    const struct cx_csv_field *fields = cx_book_header(intake->reader)->fields;
    struct cx_buf whose = {0}, name = {0};
    int near = 0;
    if (cx_currency_is_header(&whose, fields[column].s, fields[column].n) &&
        !column_is_taken(intake, (int)column)) {
        if (amount >= 0)
            cx_alias_fold(&name, fields[amount].s, fields[amount].n);
        bool is_alike = strncmp(cx_buf_str(&name), cx_buf_str(&whose), whose.len) == 0;
        near = whose.len == 0 ? 2 : is_alike ? 3 : 1;
    }
    cx_buf_fini(&whose);
    cx_buf_fini(&name);
    return near;
}

/* The column of currencies that is an amount's: of several the nearest by its name, then the next
 * behind, else the last before. -1: there is none. */
static int currency_column(const struct intake *intake, int amount)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    int found = -1, most = 1;
    for (size_t i = intake->front; i < header->count; i++) {
        int near = nearness(intake, i, amount);
        if (near > most || (near == most && found < amount)) {
            found = (int)i;
            most = near;
        }
    }
    return found;
}

static bool holds_figures(const struct cx_field *field)
{
    return field->type == CX_TYPE_MONEY || field->type == CX_TYPE_DECIMAL ||
           field->type == CX_TYPE_POINTS || field->type == CX_TYPE_INT ||
           field->type == CX_TYPE_EXPR;
}

/* Whether a column that nobody reads is, wherever its name is known, of something else than
 * figures: 备注, channel. */
static bool is_text_by_name(const struct cx_csv_field *name)
{
    size_t count, texts = 0, figures = 0;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    struct cx_buf whose = {0};
    for (size_t i = 0; i < count; i++) {
        struct cx_alias_header found;
        cx_alias_header(&found, kinds[i], name->s, name->n);
        bool is_figure = found.column >= 0 && holds_figures(&kinds[i]->fields[found.column]);
        figures += is_figure;
        texts += found.column >= 0 && !is_figure;
    }
    texts += cx_currency_is_header(&whose, name->s, name->n);
    cx_buf_fini(&whose);
    return texts > 0 && figures == 0;
}

/* Looks at the column behind an amount, into which the comma of 1,234.50 may have parted it; not
 * where figures are read from it. */
static void watch_comma(const struct intake *intake, struct parted *parted, int amount)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    if (amount < 0 || (size_t)amount + 1 >= header->count ||
        cx_book_delimiter(intake->reader) != ',')
        return;
    bool is_figure = false, is_other = false;
    for (size_t i = 0; i < intake->kind->count; i++) {
        bool is_next = intake->sources[i].header == amount + 1;
        is_figure = is_figure || (is_next && holds_figures(&intake->kind->fields[i]));
        is_other = is_other || (is_next && !holds_figures(&intake->kind->fields[i]));
    }
    if (is_figure)
        return;
    parted->column = amount;
    parted->is_read = is_other;
    parted->is_named = !is_other && is_text_by_name(&header->fields[amount + 1]);
}

int find_neighbours(struct intake *intake, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; i < intake->kind->count && !intake->keys_only && rc == 0; i++) {
        struct source *source = &intake->sources[i];
        source->currency_column = source->parted.column = -1;
        if (intake->kind->fields[i].type != CX_TYPE_MONEY || !intake->present[i])
            continue;
        int amount = amount_column(intake, source);
        watch_comma(intake, &source->parted, amount);
        source->currency_column = currency_column(intake, amount);
        if (source->currency_column >= 0)
            rc = cx_book_check_name(intake->reader, (size_t)source->currency_column, err);
    }
    return rc;
}

/* The amount of a row whose column of currencies names another, or one that nobody knows. */
static bool check_currency(struct intake *intake, const struct source *source, const char **reason)
{
    const struct cx_csv_field cell = cx_shape_name(intake->row.fields[source->currency_column]);
    const char *header = cx_book_header(intake->reader)->fields[source->currency_column].s;
    struct cx_buf excerpt = {0};
    if (cell.n == intake->same_currency.len &&
        memcmp(cell.s, cx_buf_str(&intake->same_currency), cell.n) == 0)
        return true;
    enum cx_currency_said said = cx_currency_said(cell.s, cell.n, intake->currency);
    if (said == CX_CURRENCY_UNSAID || said == CX_CURRENCY_SAME) {
        cx_buf_clear(&intake->same_currency);
        cx_buf_add(&intake->same_currency, cell.s, cell.n);
        return true;
    }
    cx_utf8_excerpt(&excerpt, cell.s, cell.n, 40);
    cx_buf_clear(&intake->scratch);
    if (said == CX_CURRENCY_OTHER)
        cx_buf_say(&intake->scratch,
                   "is in %s, as the column %s says, not in %s, the currency of the settings: "
                   "convert it, or have a map leave the row out",
                   cx_buf_str(&excerpt), header, intake->currency);
    else
        cx_buf_say(&intake->scratch,
                   "is in \"%s\", as the column %s says, which is not known to be %s, the currency "
                   "of the settings: convert it, or, if it is the same, have a map take only such "
                   "rows",
                   cx_buf_str(&excerpt), header, intake->currency);
    cx_buf_fini(&excerpt);
    *reason = cx_buf_str(&intake->scratch);
    return false;
}

void say_parted(struct cx_buf *text, const char *what)
{
    cx_buf_say(text,
               "may be \"%s\", parted by its comma: put an amount with a comma in quotes, or "
               "write it without",
               what);
}

static bool is_figure(const struct cx_csv_field *cell)
{
    int64_t ignored;
    size_t n = cell->n > 0 && cell->s[cell->n - 1] == '%' ? cell->n - 1 : cell->n;
    return cx_money_parse(&ignored, cell->s, n) != CX_DEC_BAD;
}

/* Whether an amount has thousands, and no comma before them. */
static bool has_thousands(const struct cx_csv_field *cell)
{
    size_t at = strcspn(cell->s, "0123456789");
    return strspn(cell->s + at, "0123456789") > 3;
}

/* 1,234.50 without quotes: the next column has the rest of the amount. Where nothing is read from
 * it, all rows together will tell whether that is so. */
static bool check_parted(struct intake *intake, struct parted *parted, const char **reason)
{
    if (parted->column < 0 || (size_t)parted->column + 1 >= intake->row.count)
        return true;
    const struct cx_csv_field *cells = &intake->row.fields[parted->column];
    if (!cx_shape_is_parted(cells)) {
        bool has_figure = is_figure(&cells[1]);
        parted->has_texts = parted->has_texts || (cells[1].n > 0 && !has_figure);
        parted->is_refuted =
            parted->is_refuted || (has_figure && !parted->is_named) || has_thousands(&cells[0]);
        return true;
    }
    char what[sizeof parted->what] = "";
    bool has_point = memchr(cells[1].s, '.', cells[1].n);
    snprintf(what, sizeof what, "%s,%s", cells[0].s, cells[1].s);
    if (has_point && parted->is_read) {
        cx_buf_clear(&intake->scratch);
        say_parted(&intake->scratch, what);
        *reason = cx_buf_str(&intake->scratch);
        return false;
    }
    if (parted->rows++ == 0 || (has_point && !parted->has_point)) {
        parted->line = intake->row.line;
        parted->has_point = has_point;
        memcpy(parted->what, what, sizeof what);
    }
    return true;
}

bool may_be_parted(const struct parted *parted)
{
    return parted->rows > 0 && !parted->is_refuted;
}

bool is_parted(const struct parted *parted)
{
    return may_be_parted(parted) && parted->has_point && (parted->has_texts || parted->is_named);
}

bool check_beside(struct intake *intake, const struct batch_row *row, int *column,
                  const char **reason)
{
    for (size_t i = 0; i < intake->kind->count && !intake->keys_only; i++) {
        struct source *source = &intake->sources[i];
        if (intake->kind->fields[i].type != CX_TYPE_MONEY || row->cells[i].null)
            continue;
        *column = (int)i;
        if ((intake->currency && source->currency_column >= 0 &&
             !check_currency(intake, source, reason)) ||
            !check_parted(intake, &source->parted, reason))
            return false;
    }
    return true;
}
