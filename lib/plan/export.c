#include "plan/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "csv/writer.h"
#include "store/id.h"

static void put_text(struct cx_buf *out, const char *s)
{
    struct cx_buf plain = {0};
    if (cx_csv_is_formula(s, strlen(s)))
        cx_buf_putc(&plain, '\'');
    cx_buf_puts(&plain, s);
    cx_csv_put(out, cx_buf_str(&plain), plain.len, ',');
    cx_buf_fini(&plain);
}

/* One cell as its type is written; an empty part of a key (store/schema-1.sql) is an empty cell. */
static void put_cell(struct cx_buf *out, struct cx_db *db, const struct cx_field *field,
                     struct cx_stmt *row, int column)
{
    char text[CX_DEC_TEXT > CX_DATE_TEXT ? CX_DEC_TEXT : CX_DATE_TEXT], id[CX_ID_MAX + 1];
    if (cx_stmt_is_null(row, column))
        return;
    int64_t n = cx_stmt_int(row, column);
    switch (field->type) {
    case CX_TYPE_ID: put_text(out, cx_id_text(id, db, n)); break;
    case CX_TYPE_NAME:
    case CX_TYPE_TEXT:
    case CX_TYPE_PERIOD:
    case CX_TYPE_EXPR: put_text(out, cx_stmt_text(row, column)); break;
    case CX_TYPE_MONEY: cx_buf_puts(out, cx_dec_format(text, n, 2)); break;
    case CX_TYPE_DATE:
        if (n != CX_EVER)
            cx_buf_puts(out, cx_date_format(text, (cx_date)n));
        break;
    case CX_TYPE_TIME: cx_buf_puts(out, cx_time_format(text, n)); break;
    case CX_TYPE_DECIMAL:
    case CX_TYPE_POINTS: cx_buf_puts(out, cx_dec_format_short(text, n, 6)); break;
    case CX_TYPE_INT: cx_buf_printf(out, "%lld", (long long)n); break;
    case CX_TYPE_BOOL: cx_buf_puts(out, n ? "yes" : "no"); break;
    case CX_TYPE_CHOICE: put_text(out, field->words[n]); break;
    }
}

static void put_header(struct cx_buf *out, const struct cx_kind *kind, const char *quote)
{
    for (size_t i = 0; i < kind->count; i++)
        cx_buf_printf(out, "%s%s%s%s", i ? "," : "", quote, kind->fields[i].name, quote);
}

/* What dated columns were before: a row from each day on, in which the others are as they are now.
 */
static void put_history(struct cx_buf *sql, const struct cx_kind *kind)
{
    const char *key = kind->fields[0].name;
    cx_buf_puts(sql, " UNION ALL SELECT ");
    for (size_t i = 0; i < kind->count; i++) {
        const struct cx_field *field = &kind->fields[i];
        bool is_before = field->flags & (CX_DATED | CX_KEY) || strcmp(field->name, "since") == 0;
        cx_buf_printf(sql, "%s%s.\"%s\"", i ? "," : "", is_before ? "h" : "n", field->name);
    }
    cx_buf_printf(sql, " FROM \"%s\" h JOIN \"%s\" n ON n.\"%s\" = h.\"%s\"", kind->history,
                  kind->name, key, key);
}

static int read_lines(char ***lines, size_t *count, struct cx_db *db, const struct cx_kind *kind,
                      struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf sql = {0};
    size_t cap = 0;
    cx_buf_puts(&sql, "SELECT ");
    put_header(&sql, kind, "\"");
    if (kind == &cx_kind_settings) /* those that hold: plan.sql */
        cx_buf_puts(&sql, " FROM (SELECT max(name) AS name, value FROM settings "
                          "GROUP BY name COLLATE NOCASE)");
    else
        cx_buf_printf(&sql, " FROM \"%s\"%s", kind->name, kind->is_ordered ? " ORDER BY seq" : "");
    if (kind->history)
        put_history(&sql, kind);
    int rc = cx_stmt_new(&stmt, db, cx_buf_str(&sql), err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_buf line = {0};
        for (size_t i = 0; i < kind->count; i++) {
            if (i > 0)
                cx_buf_putc(&line, ',');
            put_cell(&line, db, &kind->fields[i], stmt, (int)i);
        }
        CX_GROW(*lines, *count, cap);
        (*lines)[(*count)++] = line.data;
        rc = 0;
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&sql);
    return rc;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int cx_export(struct cx_buf *out, struct cx_db *db, const struct cx_kind *kind, struct cx_err *err)
{
    char **lines = NULL;
    size_t count = 0;
    int rc = read_lines(&lines, &count, db, kind, err);
    if (rc == 0 && count > 0 && !kind->is_ordered)
        qsort(lines, count, sizeof *lines, compare_lines);
    if (rc == 0) {
        put_header(out, kind, "");
        cx_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < count; i++) {
        if (rc == 0)
            cx_buf_printf(out, "%s\n", lines[i]);
        free(lines[i]);
    }
    free(lines);
    return rc;
}
