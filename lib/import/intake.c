#include "import/intake.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "csv/writer.h"
#include "kind/figure.h"
#include "kind/leftover.h"
#include "store/id.h"

#define BLOCK (64 * 1024)

void batch_init(struct batch *batch, const struct cx_kind *kind)
{
    *batch =
        (struct batch){.cells = cx_alloc((BATCH + FOOTERS) * kind->count * sizeof *batch->cells)};
    for (size_t i = 0; i < BATCH + FOOTERS; i++)
        batch->rows[i].cells = batch->cells + i * kind->count;
}

static void clear_blocks(struct batch *batch, bool keep_one)
{
    while (batch->blocks && (batch->blocks->next || !keep_one)) {
        struct block *block = batch->blocks;
        batch->blocks = block->next;
        free(block);
    }
    if (batch->blocks)
        batch->blocks->used = 0;
}

void batch_fini(struct batch *batch)
{
    clear_blocks(batch, false);
    free(batch->cells);
    free(batch->hits);
}

static const char *keep_text(struct batch *batch, const char *s, size_t n)
{
    struct block *block = batch->blocks;
    if (!block || block->size - block->used < n + 1) {
        size_t size = n + 1 > BLOCK ? n + 1 : BLOCK;
        block = cx_realloc(NULL, 1, sizeof *block + size);
        *block = (struct block){batch->blocks, 0, size};
        batch->blocks = block;
    }
    char *to = block->bytes + block->used;
    memcpy(to, s, n);
    to[n] = '\0';
    block->used += n + 1;
    return to;
}

static void fault(struct batch *batch, struct batch_row *row, int column, const char *why)
{
    row->fault = keep_text(batch, why, strlen(why));
    row->fault_column = column;
}

static void keep_raw(struct batch *batch, struct batch_row *row, struct intake *intake)
{
    char delimiter = intake->raw_delimiter;
    int64_t number;
    cx_buf_clear(&intake->scratch);
    cx_buf_printf(&intake->scratch, "%lld", (long long)source_line(intake));
    if (intake->raw_numbered && source_number(&number, intake))
        cx_buf_printf(&intake->scratch, "%c%lld", delimiter, (long long)number);
    else if (intake->raw_numbered)
        cx_buf_putc(&intake->scratch, delimiter);
    for (size_t i = intake->front; i < intake->row.count; i++) {
        cx_buf_putc(&intake->scratch, delimiter);
        cx_csv_put(&intake->scratch, intake->row.fields[i].s, intake->row.fields[i].n, delimiter);
    }
    for (size_t i = 0; i < intake->scratch.len; i++) { /* a NUL would cut the row short */
        if (intake->scratch.data[i] == '\0')
            intake->scratch.data[i] = '?';
    }
    row->raw = keep_text(batch, cx_buf_str(&intake->scratch), intake->scratch.len);
}

/* Whether a column is the header's, with nothing done to its cells. */
static bool is_as_given(const struct source *source)
{
    return source->header >= 0 && !source->renames && !source->join && !source->format &&
           !source->unit;
}

/* source_text, without its ways round where the header's cell is taken as it is: the most of all.
 */
static bool cell_text(struct intake *intake, size_t column, const char **s, size_t *n,
                      struct cx_type_options *options, const char **reason)
{
    const struct source *source = &intake->sources[column];
    if (is_as_given(source)) {
        const struct cx_csv_field *field = &intake->row.fields[source->header];
        *s = field->s;
        *n = field->n;
        if (*field->s != '\'')
            return true;
    }
    return source_text(intake, column, s, n, options, reason);
}

/* A cell of a workbook that has no value to be read: *reason says why. */
static bool check_value(struct intake *intake, size_t header, const char **reason)
{
    switch (intake->row.kinds[header]) {
    case CX_CSV_ERROR:
        cx_buf_clear(&intake->scratch);
        cx_buf_say(&intake->scratch,
                   "\"%.40s\" is an error of a formula: correct it in the workbook",
                   intake->row.fields[header].s);
        *reason = cx_buf_str(&intake->scratch);
        return false;
    case CX_CSV_NOT_COMPUTED:
        *reason =
            _("is a formula without its result: open the workbook in a spreadsheet, and save it");
        return false;
    case CX_CSV_NO_VALUE:
        *reason = _("has no value that its format allows: correct it in the file");
        return false;
    case CX_CSV_LIST: *reason = _("is a list, but a cell has one value"); return false;
    default: return true;
    }
}

static bool may_be_of(const char *sign, const char *currency)
{
    return cx_money_is_of(sign, strlen(sign), currency);
}

/* A sign that isn't known may be any currency's whose own isn't known, either. */
static bool is_sign_of(const char *sign, const char *currency)
{
    bool is_known = !may_be_of(sign, "");
    bool has_known = may_be_of("¥", currency) || may_be_of("$", currency) ||
                     may_be_of("€", currency) || may_be_of("£", currency);
    return is_known ? may_be_of(sign, currency) : !has_known;
}

/* A number of a workbook may say its currency, by its code or by a sign that several have. */
static bool check_currency(struct intake *intake, const struct cx_field *field, size_t header,
                           const char **reason)
{
    const char *said = cx_book_currency(intake->row.kinds[header]), *wanted = intake->currency;
    if (!said || !wanted || field->type != CX_TYPE_MONEY || strcasecmp(said, wanted) == 0)
        return true;
    bool is_code =
        strlen(said) == 3 && isupper((unsigned char)said[0]) && isupper((unsigned char)said[2]);
    bool is_yuan = strcmp(said, "CNY") == 0 || strcmp(said, "RMB") == 0;
    if ((!is_code || is_yuan) && is_sign_of(said, wanted))
        return true;
    cx_buf_clear(&intake->scratch);
    cx_buf_say(&intake->scratch,
               "is in %s, not in %s, the currency of the settings: convert it, or correct its "
               "format or the setting",
               strcmp(said, CX_BOOK_OTHER) == 0 ? _("another currency") : said, wanted);
    *reason = cx_buf_str(&intake->scratch);
    return false;
}

/* Notes what a comma in a figure is, for what one cell leaves open another of its column tells. */
static void note_comma(struct intake *intake, size_t column, const struct cx_type_options *options)
{
    struct source *source = &intake->sources[column];
    enum cx_type type = intake->kind->fields[column].type;
    bool is_figure = type == CX_TYPE_MONEY || type == CX_TYPE_DECIMAL || type == CX_TYPE_POINTS ||
                     type == CX_TYPE_INT;
    if (!is_figure || source->header < 0 || options->is_point_sure)
        return;
    const struct cx_csv_field *cell = &intake->row.fields[source->header];
    enum cx_figure_comma comma = cx_figure_comma(cell->s, cell->n);
    int64_t *line = comma == CX_COMMA_DOUBTFUL    ? &source->commas.doubtful
                    : comma == CX_COMMA_DECIMAL   ? &source->commas.decimal
                    : comma == CX_COMMA_THOUSANDS ? &source->commas.thousands
                                                  : NULL;
    if (line && *line == 0)
        *line = intake->row.line;
}

/* Notes whether a workbook knows a date as such, or has a text that is one in some order. */
static void note_date(struct intake *intake, size_t column, size_t header)
{
    struct source *source = &intake->sources[column];
    enum cx_type type = intake->kind->fields[column].type;
    const char *s = intake->row.fields[header].s;
    size_t digits = strspn(s, "0123456789");
    bool is_date = intake->row.kinds[header] == CX_CSV_DATE;
    bool is_text = intake->row.kinds[header] == CX_CSV_TEXT && (digits == 1 || digits == 2) &&
                   strchr("/.-", s[digits]);
    int64_t *line = is_date ? &source->mixed.date : is_text ? &source->mixed.text : NULL;
    if ((type == CX_TYPE_DATE || type == CX_TYPE_TIME) && line && *line == 0)
        *line = intake->row.line;
}

/* A spreadsheet makes dates of ids such as 5-8. */
static bool check_id(const struct intake *intake, size_t column, size_t header, const char **reason)
{
    const struct source *source = &intake->sources[column];
    if (intake->kind->fields[column].type != CX_TYPE_ID || source->renames || source->join ||
        intake->row.kinds[header] != CX_CSV_DATE)
        return true;
    *reason = _("is a date, which the spreadsheet made of the id: format the column as text, and "
                "write the id again");
    return false;
}

/* Notes what a text tells of mishaps, and whether it says that there is none. */
static void note_text(struct intake *intake, size_t column, const struct cx_typed *cell)
{
    struct nulls *nulls = &intake->sources[column].nulls;
    spoilt_text(&intake->spoilt, cell->text, cell->len, intake->row.line);
    if (cx_leftover_is_null(cell->text, cell->len) && nulls->rows++ == 0) {
        nulls->line = intake->row.line;
        memcpy(nulls->what, cell->text, cell->len);
    }
}

/* Whether a column has nothing to be read, which most have in most rows. */
static bool is_bare(const struct intake *intake, size_t column)
{
    const struct source *source = &intake->sources[column];
    const struct cx_field *field = &intake->kind->fields[column];
    return is_as_given(source) && intake->row.fields[source->header].n == 0 && !intake->row.kinds &&
           !field->initial && !(field->flags & CX_REQUIRED);
}

/* Reads the cell of one column, or its default. False: the row is at fault. */
static bool read_cell(struct intake *intake, struct batch *batch, struct batch_row *row,
                      size_t column)
{
    const struct cx_field *field = &intake->kind->fields[column];
    struct cx_typed *cell = &row->cells[column];
    struct cx_type_options options = {.order = intake->order,
                                      .round = intake->round,
                                      .rounded = &batch->rounded,
                                      .currency = intake->currency,
                                      .has_no_quotes = intake->row.kinds != NULL,
                                      .has_semicolons = intake->has_semicolons,
                                      .zone = intake->zone,
                                      .zoned = &intake->zoned};
    const char *s, *reason = NULL;
    size_t n;
    if (is_unread(intake, field)) {
        *cell = (struct cx_typed){.null = true};
        return true;
    }
    int header = intake->sources[column].header;
    if (intake->row.kinds && header >= 0) {
        options.is_time = intake->row.kinds[header] == CX_CSV_TIME;
        options.is_point_sure =
            intake->row.kinds[header] == CX_CSV_NUMBER || intake->row.kinds[header] >= CX_CSV_MONEY;
        if (!check_value(intake, (size_t)header, &reason) ||
            !check_currency(intake, field, (size_t)header, &reason) ||
            !check_id(intake, column, (size_t)header, &reason)) {
            fault(batch, row, (int)column, reason);
            return false;
        }
        note_date(intake, column, (size_t)header);
    }
    bool is_read = cell_text(intake, column, &s, &n, &options, &reason);
    note_comma(intake, column, &options);
    if (!is_read) {
        fault(batch, row, (int)column, reason);
        return false;
    }
    if (n == 0) {
        *cell = (struct cx_typed){.null = true};
    } else if (!cx_type_read(cell, field, s, n, &options, &intake->scratch, &reason)) {
        fault(batch, row, (int)column, reason);
        return false;
    }
    if (cell->null && field->initial)
        cx_type_read(cell, field, field->initial, strlen(field->initial), &options,
                     &intake->scratch, &reason);
    if (cell->null && (field->flags & CX_REQUIRED)) {
        fault(batch, row, (int)column, "must not be empty");
        return false;
    }
    if (field->type == CX_TYPE_POINTS && !intake->kind->is_plan && !cell->null)
        spoilt_score(&intake->spoilt, cell->n, row->line);
    if (field->type == CX_TYPE_TIME && !cell->null && !cell->is_day)
        spoilt_time(&intake->spoilt, cell->n % 86400 == 0, row->line);
    if (!cell->text)
        return true;
    if (field->type == CX_TYPE_TEXT)
        note_text(intake, column, cell);
    if (field->type == CX_TYPE_ID &&
        cx_id_pack(&cell->n, intake->db, &intake->id_hints[column], cell->text, cell->len))
        cell->text = NULL;
    else
        cell->text = keep_text(batch, cell->text, cell->len);
    return true;
}

struct cx_value typed_value(const struct cx_field *field, const struct cx_typed *cell)
{
    if (!cell->null)
        return cell->text && field->type != CX_TYPE_ID ? cx_value_text(cell->text)
                                                       : cx_value_int(cell->n);
    if (!(field->flags & CX_KEY))
        return cx_value_null();
    switch (field->type) {
    case CX_TYPE_ID: return cx_value_int(0);
    case CX_TYPE_DATE: return cx_value_int(CX_EVER);
    default: return cx_value_text("");
    }
}

struct hashing {
    const struct cx_kind *kind;
    const struct batch_row *row;
};

static struct cx_value hashed_value(void *context, int column)
{
    const struct hashing *hashing = context;
    return typed_value(&hashing->kind->fields[column], &hashing->row->cells[column]);
}

/* Hashes a good row here, where the thread of the database need not wait for it, unless an id has
 * to be looked up first. */
static void hash_row(struct intake *intake, struct batch_row *row)
{
    struct hashing hashing = {intake->kind, row};
    bool is_known = intake->hasher != NULL;
    for (size_t i = 0; i < intake->kind->count && is_known; i++)
        is_known = intake->kind->fields[i].type != CX_TYPE_ID || !row->cells[i].text;
    row->is_hashed = is_known && cx_hasher_row(intake->hasher, &row->hash, hashed_value, &hashing);
}

static void note_hit(void *context, size_t keyword, const char *words)
{
    struct batch *batch = context;
    CX_GROW(batch->hits, batch->hit_count, batch->hit_cap);
    batch->hits[batch->hit_count++] =
        (struct hit){batch->count - 1, keyword, keep_text(batch, words, strlen(words))};
}

static bool check_amounts(struct intake *intake, struct batch *batch, struct batch_row *row)
{
    const char *reason;
    int column;
    bool is_good = check_beside(intake, row, &column, &reason);
    if (!is_good)
        fault(batch, row, column, reason);
    return is_good;
}

/* A row that is none ends all doubt about those before it. */
static void note_footer(struct intake *intake, struct batch *batch, struct batch_row *row)
{
    row->may_be_footer = footer_may_be(intake);
    if (row->may_be_footer) {
        batch->doubtful++;
        return;
    }
    for (struct batch_row *before = row; batch->doubtful > 0; before--) {
        batch->doubtful -= before->may_be_footer;
        before->may_be_footer = false;
    }
}

/* At the end of the file, where it is known that no row follows. */
static void refuse_footers(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->rows[i].may_be_footer)
            fault(batch, &batch->rows[i], -1,
                  _("has nothing but an id that is unlike those above: if it is a line below the "
                    "table, remove it, or have a map leave it out; if it is a row, put it above "
                    "others"));
    }
}

/* The row that was read, as the batch's next one. */
static void add_row(struct intake *intake, struct batch *batch)
{
    struct batch_row *row = &batch->rows[batch->count++];
    bool good = !intake->row.fault;
    row->line = intake->last_line = intake->row.line;
    row->fault = row->raw = NULL;
    row->is_cut = intake->row.is_cut;
    row->is_hashed = row->may_be_footer = false;
    const char *odd = good ? explain_row(intake) : NULL;
    if (good && !odd)
        odd = leave_is_open(intake);
    if (!good || odd)
        fault(batch, row, -1, odd ? odd : intake->row.fault);
    good = good && !odd;
    for (size_t i = 0; good && i < intake->kind->count; i++) {
        if (is_bare(intake, i))
            row->cells[i] = (struct cx_typed){.null = true};
        else
            good = read_cell(intake, batch, row, i);
    }
    good = good && check_amounts(intake, batch, row);
    if (!good && !odd && !row->is_cut && (odd = explain_bad_row(intake)) != NULL)
        fault(batch, row, -1, odd);
    if (odd && explain_is_second_table(odd))
        row->is_cut = intake->is_ended = true;
    if (good && intake->keywords && row->cells[intake->transcript].text)
        cx_keywords_search(intake->keywords, row->cells[intake->transcript].text, note_hit, batch);
    if (good)
        hash_row(intake, row);
    if (intake->keep_raw)
        keep_raw(batch, row, intake);
    if (good)
        note_footer(intake, batch, row);
}

int intake_fill(struct intake *intake, struct batch *batch, struct cx_err *err)
{
    int rc = 0;
    clear_blocks(batch, true);
    batch->count = batch->hit_count = batch->doubtful = 0;
    batch->rounded = 0;
    while (batch->count < (batch->doubtful ? BATCH + FOOTERS : BATCH) && !intake->is_ended &&
           (rc = cx_book_next(intake->reader, &intake->row, err)) == 1) {
        intake->is_below_gap = intake->row.line > intake->line + 1 && intake->line > 0;
        intake->line = intake->row.line;
        if (intake->row.has_sums && explain_is_total(intake)) {
            intake->totals++;
            continue;
        }
        intake->read++;
        if (leaves_out(intake))
            intake->left_out++;
        else
            add_row(intake, batch);
    }
    if (rc == 0 || intake->is_ended)
        refuse_footers(batch);
    batch->bytes = cx_book_bytes(intake->reader);
    if (rc == 0 && batch->count == 0 && !intake->is_ended)
        rc = check_merged(intake, err);
    return rc < 0 ? rc : (int)batch->count;
}

void intake_fini(struct intake *intake)
{
    cx_book_free(intake->reader);
    cx_hasher_free(intake->hasher);
    free(intake->sources);
    free(intake->rules);
    free(intake->present);
    free(intake->id_hints);
    cx_buf_fini(&intake->same_currency);
    cx_buf_fini(&intake->scratch);
    cx_buf_fini(&intake->cell);
    cx_buf_fini(&intake->given);
}
