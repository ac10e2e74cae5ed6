/* .xlsx: sheets, and then row by row. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "book/shared.h"
#include "book/source.h"
#include "book/waiting.h"

#define SMALL_PART (INT64_C(16) * 1024 * 1024)
#define SHEETS_MAX 1000 /* a workbook of each employee has hundreds */
#define SHEET_PART (INT64_C(16) * 1024 * 1024 * 1024)

/* Relations: from an id to the part that it means. */
struct relations {
    struct part part; /* first, for the handlers */
    struct relation {
        char *id, *target, *type;
    } * items;
    size_t count, cap;
};

static void start_relation(void *context, const char *name, const char *const *given)
{
    struct relations *relations = context;
    const char *id = xml_attribute(given, "Id"), *target = xml_attribute(given, "Target"),
               *type = xml_attribute(given, "Type");
    if (strcmp(xml_local(name), "Relationship") != 0 || !id || !target || !type)
        return;
    CX_GROW(relations->items, relations->count, relations->cap);
    relations->items[relations->count++] =
        (struct relation){cx_strdup(id), cx_strdup(target), cx_strdup(type)};
}

static void relations_fini(struct relations *relations)
{
    for (size_t i = 0; i < relations->count; i++) {
        free(relations->items[i].id);
        free(relations->items[i].target);
        free(relations->items[i].type);
    }
    free(relations->items);
}

/* A target is beside the workbook, or absolute. */
static char *part_path(const char *target)
{
    char path[512];
    if (*target == '/')
        return cx_strdup(target + 1);
    snprintf(path, sizeof path, "xl/%s", target);
    return cx_strdup(path);
}

struct workbook {
    struct part part;
    struct sheet_list *list;
    struct relations relations;
};

static bool is_true(const char *s)
{
    return s && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0 || strcmp(s, "on") == 0);
}

static void start_workbook(void *context, const char *name, const char *const *given)
{
    struct workbook *workbook = context;
    struct sheet_list *list = workbook->list;
    const char *tag = xml_local(name);
    if (strcmp(tag, "workbookPr") == 0)
        list->is_1904 = is_true(xml_attribute(given, "date1904"));
    const char *id = NULL, *title = xml_attribute(given, "name"),
               *state = xml_attribute(given, "state");
    for (const char *const *at = given; *at; at += 2) { /* r:id, not sheetId */
        if (strcmp(xml_local(*at), "id") == 0)
            id = at[1];
    }
    if (strcmp(tag, "sheet") != 0 || !id || !title)
        return;
    sheet_list_count(list, &workbook->part);
    for (size_t i = 0; i < workbook->relations.count; i++) {
        const struct relation *relation = &workbook->relations.items[i];
        const char *type = strrchr(relation->type, '/');
        if (strcmp(relation->id, id) != 0 || !type || strcmp(type, "/worksheet") != 0)
            continue; /* charts have sheets, too */
        CX_GROW(list->items, list->count, list->cap);
        list->items[list->count++] = (struct sheet_name){
            cx_strdup(title), part_path(relation->target), state && strcmp(state, "visible") != 0};
        return;
    }
}

void sheet_list_count(struct sheet_list *list, struct part *part)
{
    if (++list->seen > SHEETS_MAX)
        part_stop(part, _("has more than %d sheets, which no workbook has"), SHEETS_MAX);
}

void sheet_list_fini(struct sheet_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].name);
        free(list->items[i].path);
    }
    free(list->items);
    *list = (struct sheet_list){0};
}

int xlsx_sheets(struct sheet_list *list, struct package *package, struct cx_err *err)
{
    struct workbook workbook = {.list = list};
    int rc = part_parse(&workbook.relations.part, package, "xl/_rels/workbook.xml.rels", SMALL_PART,
                        start_relation, NULL, NULL, err);
    if (rc == 0)
        rc = part_parse(&workbook.part, package, "xl/workbook.xml", SMALL_PART, start_workbook,
                        NULL, NULL, err);
    relations_fini(&workbook.relations);
    return rc;
}

struct xlsx {
    struct source source; /* first */
    struct reading {      /* the sheet; its part is first, for the handlers */
        struct part part;
        struct cells cells; /* the row that is read */
        struct waiting waiting;
        struct merged *merged; /* of the source */
        int64_t row;           /* the last that began */
        size_t column;         /* of the cell */
        bool is_in_row, is_in_cell, has_formula, has_value;
        enum taken { TAKE_NOTHING, TAKE_VALUE, TAKE_TEXT, TAKE_FORMULA } taken;
        int phonetic;
        enum type { NUMBER, TEXT, RESULT, BOOLEAN, FAULTY, DATE, SHARED_TEXT } type;
        long style;
        struct cx_buf text, formula;
    } reading;
    struct shared *shared;
    bool is_1904;
    struct finishing { /* the row before it, in another thread */
        struct cells cells;
        struct cx_buf text;
    } finishing;
};

/* What is left to be done to a cell. */
enum left { LEFT_TEXT, LEFT_SHARED_TEXT, LEFT_NUMBER /* its style is what is more */ };
#define STYLES 65536 /* more than Excel knows */

/* "C7": the column, from 0; SHEET_COLUMNS: not one. */
static size_t column_of_ref(const char *s)
{
    size_t column = 0;
    for (; *s >= 'A' && *s <= 'Z' && column <= SHEET_COLUMNS; s++)
        column = column * 26 + (size_t)(*s - 'A' + 1);
    return column > 0 && column <= SHEET_COLUMNS ? column - 1 : SHEET_COLUMNS;
}

/* Its row; 0: it has none. */
static int64_t row_of_ref(const char *s)
{
    return strtoll(s + strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NULL, 10);
}

/* "C2:C4" */
static void take_merge(struct reading *reading, const char *ref)
{
    const char *colon = ref ? strchr(ref, ':') : NULL;
    if (!colon)
        return;
    merged_add(reading->merged, (struct merge){row_of_ref(ref), row_of_ref(colon + 1),
                                               column_of_ref(ref), column_of_ref(colon + 1)});
}

static void start_row(struct reading *reading, const char *const *attributes)
{
    const char *number = xml_attribute(attributes, "r");
    int64_t row = number ? strtoll(number, NULL, 10) : reading->row + 1;
    if (row <= reading->row || row > SHEET_ROWS) {
        part_stop(&reading->part, _("row %lld behind row %lld: no spreadsheet has such rows"),
                  (long long)row, (long long)reading->row);
        return;
    }
    reading->row = row;
    reading->is_in_row = true;
    reading->column = (size_t)-1;
    cells_clear(&reading->cells, row);
    reading->cells.is_hidden = is_true(xml_attribute(attributes, "hidden"));
}

static void set_type(struct reading *reading, const char *type)
{
    static const char *const types[] = {
        [NUMBER] = "n", [TEXT] = "inlineStr", [RESULT] = "str",    [BOOLEAN] = "b",
        [FAULTY] = "e", [DATE] = "d",         [SHARED_TEXT] = "s", /* most are: looked at first */
    };
    size_t i = sizeof types / sizeof *types;
    while (type && i > 0 && strcmp(types[i - 1], type) != 0)
        i--;
    reading->type = type && i > 0 ? (enum type)(i - 1) : type ? TEXT : NUMBER;
}

static void start_cell(struct reading *reading, const char *const *attributes)
{
    const char *ref = NULL, *type = NULL, *style = NULL;
    for (; *attributes; attributes += 2) { /* there are millions of them */
        char name = attributes[0][1] == '\0' ? attributes[0][0] : '\0';
        ref = name == 'r' ? attributes[1] : ref;
        type = name == 't' ? attributes[1] : type;
        style = name == 's' ? attributes[1] : style;
    }
    size_t column = ref ? column_of_ref(ref) : reading->column + 1;
    if (column >= SHEET_COLUMNS || (reading->column != (size_t)-1 && column <= reading->column)) {
        part_stop(&reading->part,
                  _("row %lld: cell \"%.20s\" is none that a spreadsheet has there"),
                  (long long)reading->row, ref ? ref : "");
        return;
    }
    reading->column = column;
    reading->is_in_cell = true;
    reading->has_formula = reading->has_value = false;
    reading->style = style ? strtol(style, NULL, 10) : 0;
    set_type(reading, type);
    cx_buf_clear(&reading->text);
    cx_buf_clear(&reading->formula);
}

/* The tags of a cell are letters, which is looked at first: there are millions of them. */
static char letter(const char *tag)
{
    return tag[1] == '\0' ? tag[0] : '\0';
}

static void start_value(struct reading *reading, const char *tag)
{
    char c = letter(tag);
    reading->phonetic += !c && strcmp(tag, "rPh") == 0;
    reading->taken = c == 'v'                             ? TAKE_VALUE
                     : c == 'f'                           ? TAKE_FORMULA
                     : c == 't' && reading->phonetic == 0 ? TAKE_TEXT
                                                          : TAKE_NOTHING;
    reading->has_formula = reading->has_formula || c == 'f';
    reading->has_value =
        reading->has_value || reading->taken == TAKE_VALUE || reading->taken == TAKE_TEXT;
}

static void start_element(void *context, const char *name, const char *const *given)
{
    struct reading *reading = context;
    const char *tag = xml_local(name);
    if (reading->is_in_cell)
        start_value(reading, tag);
    else if (!reading->is_in_row && strcmp(tag, "row") == 0)
        start_row(reading, given);
    else if (reading->is_in_row && letter(tag) == 'c')
        start_cell(reading, given);
    else if (!reading->is_in_row && strcmp(tag, "mergeCell") == 0)
        take_merge(reading, xml_attribute(given, "ref"));
}

/* The cell as it is written; what is more is left to finish. */
static void put_cell(struct reading *reading, uint32_t left)
{
    struct cells *cells = &reading->cells;
    cells_put(cells, reading->column, cx_buf_str(&reading->text), reading->text.len, CX_CSV_TEXT);
    cells->items[cells->count - 1].left = left;
}

static void end_cell(struct reading *reading)
{
    const char *s = cx_buf_str(&reading->text), *formula = cx_buf_str(&reading->formula);
    size_t n = reading->text.len;
    reading->is_in_cell = false;
    if (reading->has_formula)
        reading->cells.has_sums = reading->cells.has_sums || strncmp(formula, "SUM(", 4) == 0 ||
                                  strncmp(formula, "SUBTOTAL(", 9) == 0;
    if (reading->has_formula && n == 0 && reading->type != RESULT) {
        cells_put(&reading->cells, reading->column, "", 0, CX_CSV_NOT_COMPUTED);
        return;
    }
    if (!reading->has_value)
        return;
    switch (reading->type) {
    case SHARED_TEXT: put_cell(reading, LEFT_SHARED_TEXT); return;
    case FAULTY: cells_put(&reading->cells, reading->column, s, n, CX_CSV_ERROR); return;
    case BOOLEAN:
        cells_put(&reading->cells, reading->column, *s == '1' ? "TRUE" : "FALSE", *s == '1' ? 4 : 5,
                  CX_CSV_TEXT);
        return;
    case NUMBER:
        if (n > 0)
            put_cell(reading,
                     LEFT_NUMBER + (uint32_t)(reading->style >= 0 && reading->style < STYLES
                                                  ? reading->style
                                                  : STYLES));
        return;
    case TEXT:
    case RESULT:
    case DATE: put_cell(reading, LEFT_TEXT); return;
    }
}

static void end_element(void *context, const char *name)
{
    struct reading *reading = context;
    const char *tag = xml_local(name);
    reading->taken = TAKE_NOTHING;
    if (reading->is_in_cell) {
        char c = letter(tag);
        reading->phonetic -= !c && strcmp(tag, "rPh") == 0;
        if (c == 'c')
            end_cell(reading);
    } else if (strcmp(tag, "row") == 0 && reading->is_in_row) {
        reading->is_in_row = false;
        if (reading->cells.is_filled)
            waiting_put(&reading->waiting, &reading->cells);
    }
}

static void text_of_cell(void *context, const char *s, int n)
{
    struct reading *reading = context;
    struct cx_buf *to = reading->taken == TAKE_FORMULA ? &reading->formula : &reading->text;
    /* One byte more than fits a cell is enough to know that it doesn't. */
    if (reading->taken != TAKE_NOTHING && to->len <= CX_CSV_MAX_FIELD)
        cx_buf_add(to, s, (size_t)n);
}

static int next(struct source *source, struct cells *cells, struct cx_err *err)
{
    struct reading *reading = &((struct xlsx *)source)->reading;
    int rc = waiting_next(&reading->waiting, &reading->part, cells, err);
    source->read = reading->part.read;
    return rc;
}

/* The code of the _xHHHH_ at s; 0: there is none. */
static unsigned escaped_at(const char *s, size_t n)
{
    char digits[5] = "";
    if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return 0;
    memcpy(digits, s + 2, 4);
    return strspn(digits, "0123456789ABCDEFabcdef") == 4 ? (unsigned)strtoul(digits, NULL, 16) : 0;
}

/* _x000D_ stands for a character that XML can't have, _x005F_ for a _ before such. */
static void put_escaped(struct cx_buf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned code = escaped_at(s + i, n - i);
        bool is_escaped = code > 0 && code < 0x80;
        cx_buf_putc(out, is_escaped ? (char)code : s[i]);
        i += is_escaped ? 6 : 0;
    }
}

static void put_text(struct finishing *finishing, size_t column, const char *s, size_t n)
{
    if (n > 0 && memchr(s, '_', n)) {
        cx_buf_clear(&finishing->text);
        put_escaped(&finishing->text, s, n);
        s = cx_buf_str(&finishing->text);
        n = finishing->text.len;
    }
    cells_put(&finishing->cells, column, s, n, CX_CSV_TEXT);
}

static void put_value(struct xlsx *xlsx, size_t column, const char *s, size_t n, size_t style)
{
    struct finishing *finishing = &xlsx->finishing;
    const char *why = NULL;
    enum look look = shared_look(xlsx->shared, style);
    bool is_date = look == LOOK_DATE || look == LOOK_DATE_TIME || look == LOOK_MONTH,
         is_time = look == LOOK_TIME || look == LOOK_MINUTE || look == LOOK_SPAN;
    cx_buf_clear(&finishing->text);
    if (put_number(&finishing->text, s, n, look, xlsx->is_1904, &why))
        cells_put(&finishing->cells, column, cx_buf_str(&finishing->text), finishing->text.len,
                  is_date   ? CX_CSV_DATE
                  : is_time ? CX_CSV_TIME
                            : shared_kind(xlsx->shared, style));
    else
        cells_put(&finishing->cells, column, s, n, CX_CSV_NO_VALUE);
}

static int put_finished(struct xlsx *xlsx, const struct cells *cells, size_t column,
                        struct cx_err *err)
{
    const struct cell *cell = &cells->items[column];
    const char *s = cells->bytes.data + cell->at, *text = s;
    size_t n = cell->n;
    if (cell->kind != CX_CSV_TEXT) {
        cells_put(&xlsx->finishing.cells, column, s, n, cell->kind);
    } else if (cell->left >= LEFT_NUMBER) {
        put_value(xlsx, column, s, n, cell->left - LEFT_NUMBER);
    } else {
        if (cell->left == LEFT_SHARED_TEXT)
            text = shared_text(xlsx->shared, s, &n);
        if (!text)
            return cx_err_set(err, CX_EDATA, "%s: %s: row %lld: there is no shared text \"%.20s\"",
                              package_name(xlsx->reading.part.package), xlsx->reading.part.path,
                              (long long)cells->row, s);
        put_text(&xlsx->finishing, column, text, n);
    }
    return 0;
}

static int finish(struct source *source, struct cells *cells, struct cx_err *err)
{
    struct xlsx *xlsx = (struct xlsx *)source;
    struct cells *finished = &xlsx->finishing.cells;
    int rc = 0;
    cells_clear_like(finished, cells);
    for (size_t i = 0; i < cells->count && rc == 0; i++)
        rc = put_finished(xlsx, cells, i, err);
    cells_swap(cells, finished);
    return rc < 0 ? rc : cells->is_filled;
}

static void xlsx_free(struct source *source)
{
    struct xlsx *xlsx = (struct xlsx *)source;
    part_close(&xlsx->reading.part);
    cells_fini(&xlsx->reading.cells);
    waiting_fini(&xlsx->reading.waiting);
    merged_fini(&xlsx->source.merged);
    cx_buf_fini(&xlsx->reading.text);
    cx_buf_fini(&xlsx->reading.formula);
    cells_fini(&xlsx->finishing.cells);
    cx_buf_fini(&xlsx->finishing.text);
    shared_free(xlsx->shared);
    free(xlsx);
}

int xlsx_open(struct source **out, struct package *package, const struct sheet_list *list,
              size_t index, struct cx_err *err)
{
    static const struct source_type type = {.next = next, .finish = finish, .free = xlsx_free};
    struct xlsx *xlsx = cx_alloc(sizeof *xlsx);
    const char *path = list->items[index].path;
    xlsx->source.type = &type;
    xlsx->is_1904 = list->is_1904;
    xlsx->reading.merged = &xlsx->source.merged;
    *out = &xlsx->source;
    int rc = shared_open(&xlsx->shared, package, err);
    if (rc == 0)
        rc = part_open(&xlsx->reading.part, package, path, SHEET_PART, start_element, end_element,
                       text_of_cell, err);
    xlsx->source.size = xlsx->reading.part.size;
    if (rc < 0) {
        xlsx_free(*out);
        *out = NULL;
    }
    return rc;
}
