/* Rows that come as texts, from a stream or a query: typed by the names and the looks of columns.
 */
#include "report/typed.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "csv/reader.h"
#include "csv/writer.h"
#include "kind/kind.h"
#include "report/reports.h"
#include "store/query.h"

/* A number as cx writes one: no sign but -, no zeros in front. -1: it is none; else its decimals.
 */
static int plain_decimals(const char *s)
{
    size_t digits, decimals = 0;
    s += *s == '-';
    digits = strspn(s, "0123456789");
    if (digits == 0 || (digits > 1 && *s == '0'))
        return -1;
    if (s[digits] == '.') {
        decimals = strspn(s + digits + 1, "0123456789");
        if (decimals == 0)
            return -1;
    }
    size_t n = digits + (decimals ? decimals + 1 : 0);
    return s[n] == '\0' && digits + decimals <= 18 ? (int)decimals : -1;
}

static bool is_day(const char *s, cx_date *day)
{
    return strlen(s) == 10 && s[4] == '-' && cx_date_parse(day, s, 10, CX_ORDER_YMD) == CX_DATE_OK;
}

static bool is_moment(const char *s, cx_time *moment)
{
    return strlen(s) == 19 && s[4] == '-' && s[13] == ':' &&
           cx_time_parse(moment, s, 19, CX_ORDER_YMD) == CX_DATE_OK;
}

/* Whether a column of this name holds words in every kind that has it, or money in one. What a kind
 * has as an expression (a rule's basis) says nothing of the views, which show what it came to. */
static void known(const char *name, bool *is_text, bool *is_money)
{
    size_t count, said = 0, text = 0;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    *is_money = strcmp(name, "total") == 0;
    for (size_t i = 0; i < count; i++) {
        int field = cx_kind_field(kinds[i], name, strlen(name));
        if (field < 0)
            continue;
        enum cx_type type = kinds[i]->fields[field].type;
        if (type == CX_TYPE_EXPR)
            continue;
        said++;
        text += type == CX_TYPE_ID || type == CX_TYPE_NAME || type == CX_TYPE_TEXT ||
                type == CX_TYPE_CHOICE || type == CX_TYPE_PERIOD;
        *is_money = *is_money || type == CX_TYPE_MONEY;
    }
    *is_text = said > 0 && text == said;
}

/* What all cells of a column look like. *is_even: they have the same number of decimals. */
static enum cx_cell_type look_of(const struct cx_table *table, size_t column, int *decimals,
                                 bool *is_even)
{
    bool number = true, day = true, moment = true, any = false;
    cx_date d;
    cx_time t;
    *decimals = 0;
    *is_even = true;
    for (size_t row = 0; row < table->row_count; row++) {
        const char *s = cx_table_cell(table, row, column)->text;
        if (!s)
            continue;
        int n = plain_decimals(s);
        number = number && n >= 0;
        day = day && is_day(s, &d);
        moment = moment && is_moment(s, &t);
        *is_even = *is_even && (!any || n == *decimals);
        *decimals = n > *decimals ? n : *decimals;
        any = true;
    }
    return !any || !(number || day || moment) ? CX_CELL_TEXT
           : number                           ? CX_CELL_NUMBER
           : day                              ? CX_CELL_DATE
                                              : CX_CELL_TIME;
}

static void retype(struct cx_table *table, size_t column, enum cx_cell_type type)
{
    for (size_t row = 0; row < table->row_count; row++) {
        struct cx_cell *cell = &table->cells[row * table->column_count + column];
        const char *s = cell->text;
        cx_date day = 0;
        if (!s)
            continue;
        if (type == CX_CELL_NUMBER) {
            cell->decimals = plain_decimals(s);
            cx_dec_parse(&cell->n, s, strlen(s), cell->decimals);
        } else if (type == CX_CELL_DATE) {
            is_day(s, &day);
            cell->n = day;
        } else {
            is_moment(s, &cell->n);
        }
        cell->text = NULL;
    }
}

void typed_columns(struct cx_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        bool is_text, is_money, is_even;
        int decimals;
        known(table->columns[i].name, &is_text, &is_money);
        enum cx_cell_type type = look_of(table, i, &decimals, &is_even);
        /* Ids and words have no decimals: a scorecard's target may be a tier's id or 200.000000. */
        bool is_figure = type == CX_CELL_NUMBER && is_even && decimals > 0;
        if (type == CX_CELL_TEXT || (is_text && !is_figure))
            continue;
        retype(table, i, type);
        table->columns[i].type = type;
        table->columns[i].decimals = decimals;
        table->columns[i].total = type == CX_CELL_NUMBER && is_money && is_even && decimals == 2;
    }
}

static void add_text_column(struct cx_table *table, const char *name)
{
    const struct cx_column column = {name, NULL, CX_CELL_TEXT, 0, false};
    cx_table_column(table, &column);
}

static void add_row(struct cx_table *table, const struct cx_csv_row *row)
{
    struct cx_cell *cells = cx_alloc((table->column_count + 1) * sizeof *cells);
    for (size_t i = 0; i < row->count; i++) {
        const char *s = row->fields[i].s;
        cells[i] = row->fields[i].n == 0
                       ? CX_NULL_CELL
                       : cx_cell_text(s + cx_csv_was_defused(s, row->fields[i].n));
    }
    cx_table_keep(table, cells);
    free(cells);
}

int cx_report_stream(struct cx_table *out, int fd, const char *name, struct cx_err *err)
{
    static const struct cx_csv_options any = {0};
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    int rc = cx_csv_open(&reader, fd, name, &any, err);
    for (size_t i = 0; rc == 0 && i < cx_csv_header(reader)->count; i++)
        add_text_column(out, cx_csv_header(reader)->fields[i].s);
    while (rc == 0 && (rc = cx_csv_next(reader, &row, err)) == 1) {
        rc = row.fault
                 ? cx_err_set(err, CX_EDATA, "%s:%lld: %s", name, (long long)row.line, row.fault)
                 : 0;
        if (rc == 0)
            add_row(out, &row);
    }
    cx_csv_free(reader);
    if (rc == 0)
        typed_columns(out);
    return rc;
}

/* A real as the shortest decimal of 15 digits, where a column of numbers can hold that; else as C
 * writes it. */
static void put_real(struct cx_buf *out, double real)
{
    char text[64];
    double digits = real != 0 && isfinite(real) ? floor(log10(fabs(real))) : 0;
    int decimals = digits < -3 ? 17 : 14 - (int)fmin(digits, 15);
    int n = decimals < 0 ? 0 : snprintf(text, sizeof text, "%.*f", decimals, real);
    while (decimals > 0 && n > 0 && text[n - 1] == '0')
        text[--n] = '\0';
    n -= n > 0 && text[n - 1] == '.';
    text[n] = '\0';
    bool is_lost = real != 0 && text[strspn(text, "-0.")] == '\0';
    if (is_lost || !isfinite(real))
        cx_buf_printf(out, "%.15g", real);
    else
        cx_buf_puts(out, real == 0 ? "0" : text);
}

/* A value of a query as a text; false: null. */
static bool put_value(struct cx_buf *out, struct cx_value value)
{
    switch (value.type) {
    case CX_VALUE_NULL: return false;
    case CX_VALUE_INT: cx_buf_printf(out, "%lld", (long long)value.i); return true;
    case CX_VALUE_TEXT: cx_buf_puts(out, value.s); return value.s[0] != '\0';
    case CX_VALUE_REAL: break;
    }
    put_real(out, value.r);
    return true;
}

#define ROWS_BYTES INT64_C(268435456) /* that are kept of a query */
#define TEXT_BYTES 32                 /* around a text in a pool */

/* What a row takes where no text of it came before. */
static int64_t bytes_of(const struct cx_cell *cells, int count)
{
    int64_t bytes = count * (int64_t)sizeof *cells;
    for (int i = 0; i < count; i++)
        bytes += cells[i].text ? (int64_t)strlen(cells[i].text) + TEXT_BYTES : 0;
    return bytes;
}

static int fetch(struct cx_table *table, struct cx_stmt *stmt, const char *name, struct cx_err *err)
{
    int columns = cx_query_columns(stmt), rc;
    int64_t left = ROWS_BYTES;
    struct cx_cell *cells = cx_alloc(((size_t)columns + 1) * sizeof *cells);
    struct cx_buf *texts = cx_alloc(((size_t)columns + 1) * sizeof *texts);
    for (int i = 0; i < columns; i++)
        add_text_column(table, cx_query_column(stmt, i));
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        for (int i = 0; i < columns; i++) {
            cx_buf_clear(&texts[i]);
            bool is_there = put_value(&texts[i], cx_query_value(stmt, i));
            cells[i] = is_there ? cx_cell_text(cx_buf_str(&texts[i])) : CX_NULL_CELL;
        }
        left -= bytes_of(cells, columns);
        if (left < 0) {
            rc = cx_err_set(err, CX_EWORLD,
                            "%s: the rows take over %lld MiB of memory: add LIMIT %zu to the "
                            "query, or ask for fewer columns",
                            name, (long long)(ROWS_BYTES >> 20), table->row_count);
            break;
        }
        cx_table_keep(table, cells);
    }
    for (int i = 0; i < columns; i++)
        cx_buf_fini(&texts[i]);
    free(texts);
    free(cells);
    return rc;
}

/* What is told of debtors: the private columns of kinds but for money, which is what people earn,
 * and where their words and rows are kept a second time. The caller frees it. */
static struct cx_query_hidden *personal_columns(size_t *count)
{
    static const struct cx_query_hidden copies[] = {{"violations", "words"},
                                                    {"journal_rows", "before"}};
    struct cx_query_hidden *list = NULL;
    size_t cap = 0, kinds;
    const struct cx_kind *const *all = cx_kinds(&kinds);
    *count = 0;
    for (size_t k = 0; k < kinds; k++) {
        for (size_t f = 0; f < all[k]->count; f++) {
            const struct cx_field *field = &all[k]->fields[f];
            if (!(field->flags & CX_PRIVATE) || field->type == CX_TYPE_MONEY)
                continue;
            CX_GROW(list, *count, cap);
            list[(*count)++] = (struct cx_query_hidden){all[k]->name, field->name};
        }
    }
    for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
        CX_GROW(list, *count, cap);
        list[(*count)++] = copies[i];
    }
    return list;
}

int cx_report_query(struct cx_table *out, struct cx_db *db, const char *sql, const char *name,
                    const struct cx_report_options *options, struct cx_err *err)
{
    static const char *const names[] = {":from", ":to", ":as_of"};
    struct cx_stmt *stmt = NULL;
    struct cx_err why = {0};
    static const struct cx_query_limits limits = {60, INT64_C(512) << 20};
    size_t count;
    struct cx_query_hidden *personal = personal_columns(&count);
    int rc = report_functions(db, options, err);
    cx_query_limit(db, &limits);
    if (rc == 0 && cx_query_new(&stmt, db, sql, personal, options->unmask ? 0 : count,
                                "is personal data: to read it, add --unmask, which is "
                                "recorded in the audit log",
                                &why) < 0)
        rc = cx_err_set(err, why.code, "%s: %s", name, why.text);
    const char *unknown = rc == 0 ? cx_query_unknown(stmt, names, 3) : NULL;
    if (unknown)
        rc = cx_err_set(err, CX_EDATA, "%s: parameter %s is unknown: use :from, :to and :as_of",
                        name, unknown);
    if (rc == 0) {
        cx_query_bind(stmt, ":from", options->period.from);
        cx_query_bind(stmt, ":to", options->period.to);
        cx_query_bind(stmt, ":as_of", options->now);
        rc = fetch(out, stmt, name, err);
    }
    if (rc == 0)
        typed_columns(out);
    cx_stmt_free(stmt);
    free(personal);
    return rc;
}
