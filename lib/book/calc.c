/* .ods: one stream of all sheets, whose cells say their values beside what is shown of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "book/calc_styles.h"
#include "book/source.h"
#include "book/waiting.h"

#define CONTENT_PART (INT64_C(16) * 1024 * 1024 * 1024)

struct listing {
    struct part part; /* first, for the handlers */
    struct sheet_list *list;
    struct cx_buf style;  /* the name of the one that is read */
    struct cx_buf hiding; /* those of sheets that are not displayed, each behind a NUL */
};

static bool is_hiding(const struct listing *listing, const char *style)
{
    const char *end = cx_buf_str(&listing->hiding) + listing->hiding.len;
    for (const char *s = cx_buf_str(&listing->hiding); style && s < end; s += strlen(s) + 1) {
        if (strcmp(s, style) == 0)
            return true;
    }
    return false;
}

/* Of another workbook, kept for the formulas that refer to it: 'file:///rates.ods'#$Sheet1. */
static bool is_kept(const char *title)
{
    return *title == '\'' && strstr(title, "'#");
}

static void start_listing(void *context, const char *name, const char *const *given)
{
    struct listing *listing = context;
    struct sheet_list *list = listing->list;
    const char *title = xml_attribute(given, "name"), *display = xml_attribute(given, "display");
    if (strcmp(name, "style:style") == 0 && title) {
        cx_buf_clear(&listing->style);
        cx_buf_puts(&listing->style, title);
    } else if (strcmp(name, "style:table-properties") == 0 && display &&
               strcmp(display, "false") == 0) {
        cx_buf_add(&listing->hiding, cx_buf_str(&listing->style), listing->style.len + 1);
    } else if (strcmp(name, "table:table") == 0 && title && !is_kept(title)) {
        sheet_list_count(list, &listing->part);
        bool is_hidden = is_hiding(listing, xml_attribute(given, "style-name"));
        CX_GROW(list->items, list->count, list->cap);
        list->items[list->count++] = (struct sheet_name){cx_strdup(title), NULL, is_hidden};
    }
}

int ods_sheets(struct sheet_list *list, struct package *package, struct cx_err *err)
{
    struct listing listing = {.list = list};
    int rc = part_parse(&listing.part, package, "content.xml", CONTENT_PART, start_listing, NULL,
                        NULL, err);
    cx_buf_fini(&listing.style);
    cx_buf_fini(&listing.hiding);
    return rc;
}

struct ods {
    struct source source; /* first */
    struct reading {
        struct part part; /* first, for the handlers */
        struct ods *ods;
        char *sheet;
        struct cells cells; /* the row that is read */
        struct waiting waiting;
        struct calc_styles *styles;
        struct cx_buf column_kinds; /* of numbers in cells that name no style, a byte a column */
        bool has_row_kind;          /* which comes before those */
        enum cx_csv_cell row_kind;
        bool is_in_sheet, is_in_row, is_in_cell, is_done;
        int notes;          /* depth within comments and shapes, whose text is not the cell's */
        int64_t row;        /* the next one */
        int64_t repeats;    /* how often the row comes */
        size_t column;      /* the next one */
        int64_t cell_times; /* how often the cell comes */
        bool has_formula, has_string, is_in_paragraph;
        int paragraphs;
        char type[16], value[128];
        enum cx_csv_cell number_kind;
        struct cx_buf text, number;
    } reading;
    struct cells again; /* the row that was asked for last, where it comes more often */
};

static int64_t times(const char *const *attributes, const char *name)
{
    const char *s = xml_attribute(attributes, name);
    int64_t n = s ? strtoll(s, NULL, 10) : 1, most = 2 * SHEET_ROWS; /* which is too often */
    return n <= 0 ? 1 : n < most ? n : most;
}

static void start_columns(struct reading *reading, const char *const *attributes)
{
    const char *style = xml_attribute(attributes, "default-cell-style-name");
    enum cx_csv_cell kind = calc_styles_kind(reading->styles, style);
    for (int64_t n = times(attributes, "number-columns-repeated");
         n > 0 && reading->column_kinds.len < SHEET_COLUMNS; n--)
        cx_buf_putc(&reading->column_kinds, (char)kind);
}

/* The kind of a number in this cell, with the currency that it says, or else its style. */
static enum cx_csv_cell number_kind(const struct reading *reading, const char *const *attributes)
{
    const char *currency = xml_attribute(attributes, "currency"),
               *style = xml_attribute(attributes, "style-name");
    enum cx_csv_cell kind = currency ? kind_of_currency(currency, strlen(currency)) : CX_CSV_NUMBER;
    if (kind != CX_CSV_NUMBER)
        return kind;
    if (style)
        return calc_styles_kind(reading->styles, style);
    if (reading->has_row_kind)
        return reading->row_kind;
    return reading->column < reading->column_kinds.len
               ? (enum cx_csv_cell)(unsigned char)reading->column_kinds.data[reading->column]
               : CX_CSV_NUMBER;
}

static void start_row(struct reading *reading, const char *const *attributes)
{
    const char *visibility = xml_attribute(attributes, "visibility"),
               *style = xml_attribute(attributes, "default-cell-style-name");
    reading->has_row_kind = style != NULL;
    reading->row_kind = calc_styles_kind(reading->styles, style);
    reading->is_in_row = true;
    reading->repeats = times(attributes, "number-rows-repeated");
    reading->column = 0;
    cells_clear(&reading->cells, reading->row);
    reading->cells.is_hidden = visibility && strcmp(visibility, "visible") != 0;
}

static void start_cell(struct reading *reading, const char *const *attributes)
{
    static const char *const values[] = {"value", "date-value", "time-value", "boolean-value"};
    const char *type = NULL;
    for (const char *const *at = attributes; *at; at += 2) { /* an error is one to calcext only */
        if (strcmp(*at, "office:value-type") == 0 || strcmp(at[1], "error") == 0)
            type = at[1];
    }
    reading->is_in_cell = true;
    reading->paragraphs = 0;
    reading->cell_times = times(attributes, "number-columns-repeated");
    int64_t rows = times(attributes, "number-rows-spanned"),
            columns = times(attributes, "number-columns-spanned");
    merged_add(&reading->ods->source.merged,
               (struct merge){reading->row, reading->row + rows - 1, reading->column,
                              reading->column + (size_t)columns - 1});
    const char *formula = xml_attribute(attributes, "formula");
    reading->has_formula = formula != NULL;
    if (formula && (strstr(formula, "=SUM(") || strstr(formula, "=SUBTOTAL(")))
        reading->cells.has_sums = true;
    reading->value[0] = '\0';
    snprintf(reading->type, sizeof reading->type, "%s", type ? type : "");
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const char *value = xml_attribute(attributes, values[i]);
        if (value)
            snprintf(reading->value, sizeof reading->value, "%s", value);
    }
    reading->number_kind = number_kind(reading, attributes);
    cx_buf_clear(&reading->text);
    /* What is shown says it again; of an error only that says which. */
    bool is_error = strcmp(reading->type, "error") == 0;
    const char *string = is_error ? NULL : xml_attribute(attributes, "string-value");
    reading->has_string = string != NULL;
    if (string)
        cx_buf_puts(&reading->text, string);
}

static bool is_cell(const char *name)
{
    return strcmp(name, "table:table-cell") == 0 || strcmp(name, "table:covered-table-cell") == 0;
}

static bool is_beside(const char *name)
{
    return strcmp(name, "office:annotation") == 0 || strncmp(name, "draw:", 5) == 0;
}

static void in_text(struct reading *reading, const char *name, const char *const *attributes)
{
    if (strcmp(name, "text:p") == 0) {
        if (reading->paragraphs++ > 0)
            cx_buf_putc(&reading->text, '\n');
        reading->is_in_paragraph = true;
    } else if (strcmp(name, "text:s") == 0) {
        for (int64_t n = times(attributes, "c"); n > 0 && reading->text.len <= CX_CSV_MAX_FIELD;
             n--)
            cx_buf_putc(&reading->text, ' ');
    } else if (strcmp(name, "text:tab") == 0) {
        cx_buf_putc(&reading->text, '\t');
    } else if (strcmp(name, "text:line-break") == 0) {
        cx_buf_putc(&reading->text, '\n');
    }
}

static void start_element(void *context, const char *name, const char *const *given)
{
    struct reading *reading = context;
    if (strcmp(name, "table:table") == 0) {
        const char *title = xml_attribute(given, "name");
        reading->is_in_sheet = title && strcmp(title, reading->sheet) == 0 && !reading->is_done;
    } else if (!reading->is_in_sheet) {
        calc_styles_start(reading->styles, name, given);
    } else if (is_beside(name)) {
        reading->notes++;
    } else if (strcmp(name, "table:table-column") == 0) {
        start_columns(reading, given);
    } else if (strcmp(name, "table:table-row") == 0 && !reading->is_in_row) {
        start_row(reading, given);
    } else if (is_cell(name) && reading->is_in_row && !reading->is_in_cell) {
        start_cell(reading, given);
    } else if (reading->is_in_cell && !reading->has_string && reading->notes == 0) {
        in_text(reading, name, given);
    }
}

/* 3:25, on a clock of 12 hours as well; 04:00 of four minutes shows minutes and seconds. */
static bool is_short(const char *shown, int hours, int minutes)
{
    int h = 0, m = 0, n = 0;
    return sscanf(shown, "%2d:%2d%n", &h, &m, &n) == 2 && shown[n] != ':' && m == minutes &&
           (h == hours || (h <= 12 && h % 12 == hours % 12));
}

/* PT09H05M33.5S is 09:05:33; PT03H25M00S is 3:25 where hours and minutes are shown. Zero is the
 * same of any unit. */
static bool put_span(struct cx_buf *out, const char *s, const char *shown)
{
    int hours = 0, minutes = 0, seconds = 0, n = 0;
    if (sscanf(s, "PT%8dH%2dM%2d%n", &hours, &minutes, &seconds, &n) != 3 || n == 0)
        return false;
    bool is_zero = hours == 0 && minutes == 0;
    if (hours < 24 && seconds == 0 && !is_zero && is_short(shown, hours, minutes))
        cx_buf_printf(out, "%d:%02d", hours, minutes);
    else
        cx_buf_printf(out, "%02d:%02d:%02d", hours, minutes, seconds);
    return true;
}

/* Where digits are lost, LibreOffice writes an exponent. */
static bool put_figure(struct cx_buf *out, const char *value)
{
    const char *why;
    size_t n = strlen(value);
    if (n == 0 || strspn(value, "0123456789") < n)
        return put_number(out, value, n, LOOK_NUMBER, false, &why);
    cx_buf_add(out, value, n);
    return true;
}

/* The cell's value as text, into reading->number. */
static enum cx_csv_cell value_of(struct reading *reading)
{
    struct cx_buf *out = &reading->number;
    const char *type = reading->type, *value = reading->value, *why;
    bool is_date = strcmp(type, "date") == 0;
    cx_buf_clear(out);
    if (strcmp(type, "float") == 0 || strcmp(type, "currency") == 0)
        return put_figure(out, value) ? reading->number_kind : CX_CSV_NO_VALUE;
    if (strcmp(type, "percentage") == 0)
        return put_number(out, value, strlen(value), LOOK_PERCENT, false, &why) ? CX_CSV_NUMBER
                                                                                : CX_CSV_NO_VALUE;
    if (strcmp(type, "time") == 0)
        return put_span(out, value, cx_buf_str(&reading->text)) ? CX_CSV_TIME : CX_CSV_NO_VALUE;
    if (strcmp(type, "boolean") == 0)
        cx_buf_puts(out, strcmp(value, "true") == 0 ? "TRUE" : "FALSE");
    else if (is_date)
        for (const char *s = value; *s; s++)
            cx_buf_putc(out, *s == 'T' ? ' ' : *s);
    else
        cx_buf_add(out, cx_buf_str(&reading->text), reading->text.len);
    bool is_error =
        strcmp(type, "error") == 0 || (reading->has_formula && out->len > 1 &&
                                       (out->data[0] == '#' || strncmp(out->data, "Err:", 4) == 0));
    return is_error ? CX_CSV_ERROR : is_date ? CX_CSV_DATE : CX_CSV_TEXT;
}

static void end_cell(struct reading *reading)
{
    reading->is_in_cell = reading->is_in_paragraph = false;
    enum cx_csv_cell kind = value_of(reading);
    bool is_not_computed = reading->has_formula && !*reading->type && reading->text.len == 0;
    if (is_not_computed)
        kind = CX_CSV_NOT_COMPUTED;
    bool is_empty = kind == CX_CSV_TEXT && reading->number.len == 0;
    for (int64_t i = 0; i < reading->cell_times; i++, reading->column++) {
        if (is_empty) { /* the rest of the sheet, most often */
            reading->column +=
                (size_t)(reading->cell_times < SHEET_COLUMNS ? reading->cell_times : SHEET_COLUMNS);
            return;
        }
        if (reading->column >= SHEET_COLUMNS) {
            part_stop(&reading->part, _("row %lld has more columns than a spreadsheet"),
                      (long long)reading->row);
            return;
        }
        cells_put(&reading->cells, reading->column, cx_buf_str(&reading->number),
                  reading->number.len, kind);
    }
}

static void end_row(struct reading *reading)
{
    reading->is_in_row = false;
    if (reading->cells.is_filled && reading->row + reading->repeats - 1 > SHEET_ROWS) {
        part_stop(&reading->part, _("row %lld is repeated more often than a spreadsheet has rows"),
                  (long long)reading->row);
        return;
    }
    reading->row += reading->repeats;
    reading->cells.repeats = reading->repeats - 1;
    if (reading->cells.is_filled)
        waiting_put(&reading->waiting, &reading->cells);
}

static void end_element(void *context, const char *name)
{
    struct reading *reading = context;
    if (!reading->is_in_sheet) {
        calc_styles_end(reading->styles, name);
    } else if (strcmp(name, "table:table") == 0) {
        reading->is_in_sheet = false;
        reading->is_done = reading->waiting.is_ended = true;
    } else if (is_beside(name)) {
        reading->notes--;
    } else if (is_cell(name) && reading->is_in_cell) {
        end_cell(reading);
    } else if (strcmp(name, "table:table-row") == 0 && reading->is_in_row) {
        end_row(reading);
    } else if (strcmp(name, "text:p") == 0 && reading->notes == 0) {
        reading->is_in_paragraph = false;
    }
}

static void text_of_cell(void *context, const char *s, int n)
{
    struct reading *reading = context;
    if (!reading->is_in_sheet)
        calc_styles_text(reading->styles, s, n);
    else if (reading->is_in_paragraph && reading->notes == 0 &&
             reading->text.len <= CX_CSV_MAX_FIELD)
        cx_buf_add(&reading->text, s, (size_t)n);
}

static int next(struct source *source, struct cells *cells, struct cx_err *err)
{
    struct ods *ods = (struct ods *)source;
    struct cells *again = &ods->again;
    if (again->repeats > 0) {
        again->row++;
        again->repeats--;
        cells_copy(cells, again);
        return 1;
    }
    int rc = waiting_next(&ods->reading.waiting, &ods->reading.part, cells, err);
    source->read = ods->reading.part.read;
    if (rc == 1 && cells->repeats > 0) {
        cells_copy(again, cells);
        again->repeats = cells->repeats;
    }
    return rc;
}

static void ods_free(struct source *source)
{
    struct ods *ods = (struct ods *)source;
    part_close(&ods->reading.part);
    cells_fini(&ods->reading.cells);
    waiting_fini(&ods->reading.waiting);
    merged_fini(&ods->source.merged);
    cells_fini(&ods->again);
    calc_styles_free(ods->reading.styles);
    cx_buf_fini(&ods->reading.column_kinds);
    cx_buf_fini(&ods->reading.text);
    cx_buf_fini(&ods->reading.number);
    free(ods->reading.sheet);
    free(ods);
}

int ods_open(struct source **out, struct package *package, const char *sheet, struct cx_err *err)
{
    static const struct source_type type = {.next = next, .free = ods_free};
    struct ods *ods = cx_alloc(sizeof *ods);
    ods->source.type = &type;
    ods->reading.ods = ods;
    ods->reading.sheet = cx_strdup(sheet);
    ods->reading.row = 1;
    *out = &ods->source;
    int rc = calc_styles_open(&ods->reading.styles, package, err);
    if (rc == 0)
        rc = part_open(&ods->reading.part, package, "content.xml", CONTENT_PART, start_element,
                       end_element, text_of_cell, err);
    ods->source.size = ods->reading.part.size;
    if (rc < 0) {
        ods_free(*out);
        *out = NULL;
    }
    return rc;
}
