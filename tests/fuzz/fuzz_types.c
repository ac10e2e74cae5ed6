/* A cell → every column of every kind. Bytes 0 and 1 choose the column, byte 2 the options. What
 * was read from valid UTF-8, as all that the reader lets through is, is written and reads back the
 * same. */
#include "base/decimal.h"
#include "base/period.h"
#include "fuzz.h"
#include "kind/kind.h"
#include "text/utf8.h"

static const struct cx_field *field_at(size_t index)
{
    size_t count, all = 0;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t i = 0; i < count; i++)
        all += kinds[i]->count;
    index %= all;
    while (index >= (*kinds)->count)
        index -= (*kinds++)->count;
    return &(*kinds)->fields[index];
}

/* The value as a cell that says it. */
static void write_cell(struct cx_buf *out, const struct cx_field *field,
                       const struct cx_typed *cell)
{
    char text[CX_DEC_TEXT];
    switch (field->type) {
    case CX_TYPE_MONEY: cx_buf_puts(out, cx_dec_format(text, cell->n, 2)); break;
    case CX_TYPE_DATE: cx_buf_puts(out, cx_date_format(text, (cx_date)cell->n)); break;
    case CX_TYPE_TIME: cx_buf_puts(out, cx_time_format(text, cell->n)); break;
    case CX_TYPE_DECIMAL:
    case CX_TYPE_POINTS: cx_buf_puts(out, cx_dec_format_short(text, cell->n, 6)); break;
    case CX_TYPE_INT: cx_buf_puts(out, cx_dec_format(text, cell->n, 0)); break;
    case CX_TYPE_BOOL:
        holds(cell->n == 0 || cell->n == 1, "neither yes nor no: %lld", (long long)cell->n);
        cx_buf_puts(out, cell->n ? "yes" : "no");
        break;
    case CX_TYPE_CHOICE:
        holds(cell->n >= 0, "choice %lld", (long long)cell->n);
        for (int64_t i = 0; i <= cell->n; i++)
            holds(field->words[i], "choice %lld", (long long)cell->n);
        cx_buf_puts(out, field->words[cell->n]);
        break;
    default: cx_buf_add(out, cell->text, cell->len); break;
    }
}

static void check_again(const struct cx_field *field, const struct cx_typed *cell,
                        const struct cx_type_options *options)
{
    struct cx_buf text = {0}, scratch = {0};
    struct cx_typed again;
    const char *reason = NULL;
    write_cell(&text, field, cell);
    bool good =
        cx_type_read(&again, field, cx_buf_str(&text), text.len, options, &scratch, &reason);
    holds(good, "%s: %s, read again: %s", field->name, cx_buf_str(&text), reason);
    holds(!again.null && again.n == cell->n, "%s: %s, read again: %lld, not %lld", field->name,
          cx_buf_str(&text), (long long)again.n, (long long)cell->n);
    holds(!again.text == !cell->text &&
              (!cell->text ||
               (again.len == cell->len && memcmp(again.text, cell->text, cell->len) == 0)),
          "%s: %s", field->name, cx_buf_str(&text));
    cx_buf_fini(&text);
    cx_buf_fini(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t index = fuzz_byte(&data, &size);
    const struct cx_field *field = field_at(index << 8 | fuzz_byte(&data, &size));
    uint8_t how = fuzz_byte(&data, &size);
    int64_t rounded = 0;
    struct cx_type_options options = {(enum cx_date_order)(how % 3), how & 4, &rounded, NULL};
    struct cx_buf scratch = {0};
    struct cx_typed cell;
    const char *reason = NULL;
    char *text = fuzz_copy(data, size);
    bool good = cx_type_read(&cell, field, text, size, &options, &scratch, &reason);
    holds(good || (reason && reason[0]), "%s: refused without a word", field->name);
    holds(!rounded || options.round, "%s: rounded unasked", field->name);
    if (good && !cell.null && cx_utf8_invalid_at(text, size) == size)
        check_again(field, &cell, &options);
    free(text);
    cx_buf_fini(&scratch);
    return 0;
}
