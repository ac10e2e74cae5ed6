#include "csv/shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/pool.h"
#include "text/mask.h"
#include "text/utf8.h"

struct cx_csv_field cx_shape_name(struct cx_csv_field field)
{
    static const char *const blanks[] = {" ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80"};
    const char *s = field.s;
    size_t n = field.n;

    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        size_t length = strlen(blanks[i]);
        bool before = n >= length && memcmp(s, blanks[i], length) == 0;
        bool after = !before && n >= length && memcmp(s + n - length, blanks[i], length) == 0;
        if (!before && !after)
            continue;
        s += before ? length : 0;
        n -= length;
        i = (size_t)-1; /* and from the start again */
    }
    return (struct cx_csv_field){s, n};
}

static bool is_named(const struct cx_csv_row *header, size_t i, const char *name)
{
    if (i >= header->count)
        return false;
    struct cx_csv_field field = cx_shape_name(header->fields[i]);
    return field.n == strlen(name) && memcmp(field.s, name, field.n) == 0;
}

size_t cx_shape_front(const struct cx_csv_row *header)
{
    if (!is_named(header, 0, CX_SHAPE_LINE) || !is_named(header, 1, CX_SHAPE_REASON))
        return 0;
    return is_named(header, 2, CX_SHAPE_NUMBER) ? 3 : 2;
}

static void trim(struct cx_csv_field *field)
{
    struct cx_csv_field name = cx_shape_name(*field);
    if (name.n < field->n)
        ((char *)(uintptr_t)name.s)[name.n] = '\0';
    *field = name;
}

size_t cx_shape_number(const struct cx_shape *shape, size_t column)
{
    return (shape->named ? shape->named[column] : column) + 1;
}

static int refuse_repeated(const struct cx_shape *shape, const struct cx_csv_row *header,
                           size_t first, size_t second, const char *name, struct cx_err *err)
{
    return cx_err_set(err, CX_EDATA,
                      "%s:%lld: columns %zu and %zu are both named \"%s\": is this line "
                      "the header? give each column its own name",
                      name, (long long)header->line, cx_shape_number(shape, first),
                      cx_shape_number(shape, second), header->fields[first].s);
}

int cx_shape_check_name(const struct cx_shape *shape, const struct cx_csv_row *header,
                        size_t column, const char *name, struct cx_err *err)
{
    const struct cx_csv_field *own = &header->fields[column];
    for (size_t i = cx_shape_front(header); i < header->count; i++) {
        const struct cx_csv_field *field = &header->fields[i];
        bool is_same = field->n == own->n && memcmp(field->s, own->s, own->n) == 0;
        if (is_same && i != column)
            return refuse_repeated(shape, header, i < column ? i : column, i < column ? column : i,
                                   name, err);
    }
    return 0;
}

static int check_names(const struct cx_shape *shape, const struct cx_csv_row *header,
                       const char *name, struct cx_err *err)
{
    struct cx_pool *names = cx_pool_new();
    int rc = 0;

    /* A title above the table: a spreadsheet fills its line up with empty cells. */
    if (shape->count == 1 && shape->width > 1 && cx_shape_number(shape, 0) == 1)
        rc = cx_err_set(err, CX_EDATA,
                        "%s:%lld: \"%s\" is a title, not a header: remove the lines above "
                        "the column names",
                        name, (long long)header->line, header->fields[0].s);
    size_t front = cx_shape_front(header); /* the table's own may have the same names */
    for (size_t i = front; i < header->count && rc == 0 && !shape->may_repeat; i++) {
        const struct cx_csv_field *field = &header->fields[i];
        size_t first = front + (size_t)cx_pool_put(names, field->s, field->n);
        if (first < i)
            rc = refuse_repeated(shape, header, first, i, name, err);
    }
    cx_pool_free(names);
    return rc;
}

int cx_shape_take(struct cx_shape *shape, struct cx_csv_row *header, struct cx_csv_field *fields,
                  const char *name, struct cx_err *err)
{
    shape->width = header->count;
    shape->named = cx_realloc(NULL, header->count, sizeof *shape->named);
    header->fields = fields;
    header->count = 0;
    for (size_t i = 0; i < shape->width; i++) {
        struct cx_csv_field *field = &fields[header->count];
        *field = fields[i];
        trim(field);
        if (field->n > 0)
            shape->named[header->count++] = i;
    }
    shape->count = header->count;
    if (shape->count == 0)
        return cx_err_set(err, CX_EDATA, "%s:%lld: has no column with a name", name,
                          (long long)header->line);
    if (shape->count == shape->width)
        cx_shape_fini(shape);
    return check_names(shape, header, name, err);
}

void cx_shape_fini(struct cx_shape *shape)
{
    free(shape->named);
    shape->named = NULL;
}

bool cx_shape_is_blank(const struct cx_shape *shape, const struct cx_csv_field *fields,
                       size_t count)
{
    size_t i = 0;

    while (i < count && fields[i].n == 0)
        i++;
    return i == count && (i > 1 || shape->width > 1);
}

static void say_unnamed(struct cx_buf *fault, const struct cx_csv_field *field, size_t number)
{
    struct cx_buf whole = {0}, cell = {0};

    cx_utf8_excerpt(&whole, field->s, field->n, 60);
    cx_mask_cell(&cell, cx_buf_str(&whole)); /* it may be a debtor's name or number */
    cx_buf_say(fault,
               "column %zu has no name in the header, but holds \"%s\": give it a name, or "
               "empty it",
               number, cx_buf_str(&cell));
    cx_buf_fini(&whole);
    cx_buf_fini(&cell);
}

static void leave_out_unnamed(const struct cx_shape *shape, struct cx_csv_field *fields,
                              unsigned char *kinds, size_t *count, struct cx_buf *fault)
{
    size_t to = 0;

    for (size_t i = 0; i < *count && !fault->len; i++) {
        if (to < shape->count && shape->named[to] == i)
            to++;
        else if (fields[i].n > 0)
            say_unnamed(fault, &fields[i], i + 1);
    }
    if (fault->len) /* it is rejected as it is, with the cell */
        return;
    for (to = 0; to < shape->count && shape->named[to] < *count; to++) {
        if (kinds)
            kinds[to] = kinds[shape->named[to]];
        fields[to] = fields[shape->named[to]];
    }
    *count = to;
}

static size_t digits_at(const char *s)
{
    return strspn(s, "0123456789");
}

bool cx_shape_is_parted(const struct cx_csv_field *field)
{
    static const char *const before[] = {"-", "+", "(", "¥", "￥", "$", "€", "£"};
    const char *first = field[0].s, *second = field[1].s;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        first += strncmp(first, before[i], strlen(before[i])) == 0 ? strlen(before[i]) : 0;
    size_t n = digits_at(first);
    if (n < 1 || n > 3 || *first == '0' || first[n] || digits_at(second) != 3)
        return false;
    second += 3;
    second += *second == '.' ? 1 + digits_at(second + 1) : 0;
    return *second == '\0' || strcmp(second, ")") == 0 || strcmp(second, "元") == 0;
}

/* A row that had more cells than the header may have them by the comma in an amount. */
static void refuse_parted(const struct cx_shape *shape, const struct cx_csv_field *fields,
                          size_t count, struct cx_buf *fault)
{
    for (size_t i = 0; i + 1 < count && shape->delimiter == ',' && !fault->len; i++) {
        if (cx_shape_is_parted(&fields[i]))
            cx_buf_say(
                fault,
                "has more cells than the header, and \"%s,%s\" in two of them: put an amount "
                "with a comma in quotes; if it is none, take the comma from the row's end",
                fields[i].s, fields[i + 1].s);
    }
}

static size_t count_of(const char *s, size_t n, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += s[i] == c;
    return count;
}

/* Whether two ids are made alike, as P1 and P20 are; some digit must be there. */
static bool is_made_alike(const char *a, size_t a_n, const char *b, size_t b_n)
{
    size_t i = 0, k = 0, digits = 0;
    while (i < a_n && k < b_n) {
        size_t a_digits = digits_at(a + i), b_digits = digits_at(b + k);
        if (!a_digits != !b_digits || (!a_digits && a[i] != b[k]))
            return false;
        digits += a_digits;
        i += a_digits ? a_digits : 1;
        k += b_digits ? b_digits : 1;
    }
    return digits > 0 && i == a_n && k == b_n;
}

/* Whether a field holds the ends and the beginnings of rows: where a quote is only a character, as
 * in what databases write with tabs, one at the start of a field would take in all up to the next.
 * Tabs and bars in a text are few; commas are many: there the lines must be made as rows are. */
static bool holds_rows(const struct cx_shape *shape, const struct cx_csv_field *first,
                       const struct cx_csv_field *field)
{
    size_t lines = count_of(field->s, field->n, '\n');
    size_t parts = count_of(field->s, field->n, shape->delimiter), each = shape->width - 1;
    if (shape->delimiter == '\t' || shape->delimiter == '|')
        return parts >= each;
    const char *last = strrchr(field->s, '\n') + 1, *end = strchr(last, shape->delimiter);
    return parts == lines * each && end &&
           is_made_alike(first->s, first->n, last, (size_t)(end - last));
}

static void refuse_swallowed(const struct cx_shape *shape, const struct cx_csv_field *fields,
                             size_t count, struct cx_buf *fault)
{
    for (size_t i = 0; i < count && shape->delimiter && shape->width > 1 && !fault->len; i++) {
        bool may_be = memchr(fields[i].s, '\n', fields[i].n); /* in few */
        if (may_be && holds_rows(shape, &fields[0], &fields[i]))
            cx_buf_say(fault,
                       "column %zu begins with a quote and holds what seem to be rows, up to the "
                       "next quote: export the file with quotes inside of texts written twice, "
                       "and such texts in quotes",
                       i + 1);
    }
}

void cx_shape_fit(struct cx_shape *shape, struct cx_csv_field *fields, unsigned char *kinds,
                  size_t *count, struct cx_buf *fault)
{
    size_t wanted = shape->width;

    if (fault->len || wanted == 0)
        return;
    bool is_wider = *count > wanted;
    while (*count > wanted && fields[*count - 1].n == 0)
        --*count;
    if (is_wider && *count == wanted && !shape->is_open) {
        refuse_parted(shape, fields, wanted, fault);
        shape->is_open = !fault->len;
    }
    if (shape->named && *count<wanted && /* where only unnamed ones are missing */
                               * count>
                             shape->named[shape->count - 1])
        wanted = *count;
    if (*count != wanted && !fault->len)
        cx_buf_say(fault,
                   cx_said_n("has %zu field, the header has %zu",
                             "has %zu fields, the header has %zu", *count),
                   *count, shape->width);
    refuse_swallowed(shape, fields, *count, fault);
    if (shape->named && !fault->len)
        leave_out_unnamed(shape, fields, kinds, count, fault);
}
