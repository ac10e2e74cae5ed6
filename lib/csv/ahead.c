#include "csv/ahead.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* One block for a row: its fields, their kinds, their texts, its fault. */
static struct cx_csv_row copy(const struct cx_csv_row *row)
{
    size_t bytes = 0, faulty = row->fault ? strlen(row->fault) + 1 : 0;
    for (size_t i = 0; i < row->count; i++)
        bytes += row->fields[i].n + 1;
    struct cx_csv_field *fields =
        cx_alloc((row->count + 1) * sizeof *fields + row->count + bytes + faulty);
    unsigned char *kinds = (unsigned char *)(fields + row->count + 1);
    char *to = (char *)kinds + row->count;
    struct cx_csv_row kept = *row;
    kept.fields = fields;
    if (row->kinds) {
        memcpy(kinds, row->kinds, row->count);
        kept.kinds = kinds;
    }
    for (size_t i = 0; i < row->count; i++) {
        memcpy(to, row->fields[i].s, row->fields[i].n);
        fields[i] = (struct cx_csv_field){to, row->fields[i].n};
        to += row->fields[i].n + 1;
    }
    if (row->fault)
        kept.fault = memcpy(to, row->fault, faulty);
    return kept;
}

void cx_ahead_add(struct cx_ahead *ahead, const struct cx_csv_row *row)
{
    CX_GROW(ahead->rows, ahead->count, ahead->cap);
    ahead->rows[ahead->count++] = copy(row);
}

static size_t ask(const struct cx_ahead *ahead, const struct cx_csv_options *options)
{
    return options && options->find_header
               ? options->find_header(options->context, ahead->rows, ahead->count)
               : 0;
}

bool cx_ahead_wants_more(const struct cx_ahead *ahead, const struct cx_csv_options *options)
{
    bool is_cut = ahead->count > 0 && ahead->rows[ahead->count - 1].is_cut;
    if (ahead->count == 1)
        return !is_cut && ask(ahead, options) == CX_CSV_NONE;
    return ahead->count < CX_CSV_AHEAD && !is_cut;
}

struct cx_csv_row *cx_ahead_header(struct cx_ahead *ahead, const struct cx_csv_options *options)
{
    size_t at = ask(ahead, options);
    at = at == CX_CSV_NONE ? 0 : at;
    ahead->next = at + 1;
    return &ahead->rows[at];
}

struct cx_csv_row *cx_ahead_next(struct cx_ahead *ahead)
{
    return ahead->next < ahead->count ? &ahead->rows[ahead->next++] : NULL;
}

void cx_ahead_fini(struct cx_ahead *ahead)
{
    for (size_t i = 0; i < ahead->count; i++)
        free(cx_row_fields(&ahead->rows[i]));
    free(ahead->rows);
    *ahead = (struct cx_ahead){0};
}
