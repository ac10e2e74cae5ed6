/* Sealed texts as rows of cells. */
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/spool.h"
#include "csv/writer.h"
#include "seal/sealed.h"

int reading_open(struct reading *reading, const struct cx_buf *text, const char *name,
                 struct cx_err *err)
{
    const struct cx_csv_options options = {
        .encoding = "UTF-8", .delimiter = ',', .own = text->len, .may_repeat = true};
    name = _(name);
    *reading = (struct reading){.name = name, .fd = -1};
    reading->fd = cx_spool_bytes(text->data, text->len, name, err);
    if (reading->fd < 0)
        return reading->fd;
    int rc = cx_csv_open(&reading->reader, reading->fd, name, &options, err);
    if (rc == 0)
        reading->header = cx_csv_header(reading->reader);
    return rc;
}

void reading_close(struct reading *reading)
{
    cx_csv_free(reading->reader);
    if (reading->fd >= 0)
        close(reading->fd);
}

int reading_next(struct reading *reading, struct cx_err *err)
{
    int rc = cx_csv_next(reading->reader, &reading->row, err);
    if (rc == 1 && reading->row.fault)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s", reading->name, (long long)reading->row.line,
                          reading->row.fault);
    return rc;
}

int reading_column(const struct reading *reading, const char *name)
{
    for (size_t i = 0; i < reading->header->count; i++) {
        if (strcmp(reading->header->fields[i].s, name) == 0)
            return (int)i;
    }
    return -1;
}

int reading_last_column(const struct reading *reading, const char *name)
{
    for (size_t i = reading->header->count; i > 0; i--) {
        if (strcmp(reading->header->fields[i - 1].s, name) == 0)
            return (int)i - 1;
    }
    return -1;
}

const char *reading_cell(const struct reading *reading, int column)
{
    if (column < 0)
        return "";
    const struct cx_csv_field *field = &reading->row.fields[column];
    return field->s + cx_csv_was_defused(field->s, field->n);
}

int reading_cents(int64_t *cents, const struct reading *reading, int column, struct cx_err *err)
{
    const char *cell = reading_cell(reading, column);
    if (cx_dec_parse(cents, cell, strlen(cell), 2) == CX_DEC_OK)
        return 0;
    return cx_err_set(err, CX_EDATA, "%s:%lld: \"%.40s\" is not an amount of money", reading->name,
                      (long long)reading->row.line, cell);
}
