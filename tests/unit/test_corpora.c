/* The reader and the writer against two public collections of CSV: csv-spectrum, and the test cases
 * of Papa Parse. What is well-formed is read right, what is malformed is refused with its line, and
 * what is left out stands here with the reason. */
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "csv/reader.h"
#include "csv/writer.h"
#include "files.h"
#include "json.h"
#include "unit.h"

static struct json *read_json(const char *name)
{
    int fd = shared_file(name);
    if (fd < 0)
        return NULL;
    struct cx_buf text = {0};
    char bytes[65536];
    ssize_t n;
    while ((n = read(fd, bytes, sizeof bytes)) > 0)
        cx_buf_add(&text, bytes, (size_t)n);
    close(fd);
    const char *s = cx_buf_str(&text);
    struct json *json = json_value(&s);
    cx_buf_fini(&text);
    return json;
}

/* csv-spectrum. */

static const char *const spectrum[] = {
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
    /* not location_coordinates: its JSON says something else than its CSV */
};

static void ck_row(const char *name, const struct cx_csv_row *header, const struct cx_csv_row *row,
                   const struct json *wanted)
{
    ck_assert_msg(row->fault == NULL, "%s: %s", name, row->fault);
    ck_assert_uint_eq(row->count, wanted->count);
    for (size_t i = 0; i < row->count; i++) {
        const struct json *cell = json_get(wanted, header->fields[i].s);
        ck_assert_msg(cell && strcmp(row->fields[i].s, cx_buf_str(&cell->text)) == 0, "%s:%d: %s",
                      name, (int)row->line, row->fields[i].s);
    }
}

START_TEST(csv_spectrum)
{
    for (size_t i = 0; i < sizeof spectrum / sizeof *spectrum; i++) {
        char path[200];
        struct cx_csv_reader *reader;
        struct cx_csv_row row;
        struct cx_err err = {0};
        size_t rows = 0;
        snprintf(path, sizeof path, "data/csv-spectrum/json/%s.json", spectrum[i]);
        struct json *json = read_json(path);
        snprintf(path, sizeof path, "data/csv-spectrum/csvs/%s.csv", spectrum[i]);
        int fd = json ? shared_file(path) : -1;
        if (fd < 0)
            return;
        ck_assert_msg(cx_csv_open(&reader, fd, path, NULL, &err) == 0, "%s", err.text);
        while (cx_csv_next(reader, &row, &err) == 1) {
            ck_assert_uint_lt(rows, json->count);
            ck_row(path, cx_csv_header(reader), &row, json->items[rows++]);
        }
        ck_assert_uint_eq(rows, json->count);
        cx_csv_free(reader);
        json_free(json);
        close(fd);
    }
}
END_TEST

/* Papa Parse. */

enum verdict {
    READ,    /* as the case says */
    REFUSED, /* with its line */
    LEFT,    /* out */
    VERDICTS
};

/* Options of Papa Parse that cx doesn't have: cases with them are left out. */
static const struct {
    const char *key, *reason;
} strange[] = {
    {"comments", "a line is a row, whatever it begins with"},
    {"dynamicTyping", "the reader gives texts; kinds have types"},
    {"preview", "a file is read to its end"},
    {"quoteChar", "only the quote of RFC 4180 quotes"},
    {"escapeChar", "a quote is written twice, as RFC 4180 has it"},
    {"skipFirstNLines", "a title is refused, not skipped"},
};

/* Cases that mean something else to cx. */
static const struct {
    const char *list;
    size_t index;
    enum verdict verdict;
    int line; /* of a refusal */
    const char *reason;
} others[] = {
    {"CORE_PARSER_TESTS", 3, LEFT, 0, "blanks around a field without quotes are dropped"},
    {"CORE_PARSER_TESTS", 12, REFUSED, 1, "a quote in a field without quotes"},
    {"CORE_PARSER_TESTS", 17, LEFT, 0, "blanks around a field with quotes are dropped"},
    {"CORE_PARSER_TESTS", 18, REFUSED, 1, "a quote in a field without quotes"},
    {"CORE_PARSER_TESTS", 35, LEFT, 0, "nothing at all is no table"},
    {"CORE_PARSER_TESTS", 36, LEFT, 0, "empty cells alone are no row"},
    {"CORE_PARSER_TESTS", 37, LEFT, 0, "empty cells alone are no row"},
    {"CORE_PARSER_TESTS", 52, LEFT, 0, "blanks around a field without quotes are dropped"},
    {"CORE_PARSER_TESTS", 59, REFUSED, 1, "columns of one name"},
    {"CORE_PARSER_TESTS", 60, REFUSED, 1, "columns of one name"},
    {"CORE_PARSER_TESTS", 61, REFUSED, 1, "columns of one name"},
    {"PARSE_TESTS", 8, REFUSED, 1, "a quote in a field without quotes"},
    {"PARSE_TESTS", 9, LEFT, 0, "a lone CR ends a row, also where the other lines end with LF"},
    {"PARSE_TESTS", 22, LEFT, 0, "a line's end is no delimiter"},
    {"PARSE_TESTS", 23, LEFT, 0, "a delimiter is one character"},
    {"PARSE_TESTS", 24, LEFT, 0, "a delimiter is one character"},
    {"PARSE_TESTS", 41, LEFT, 0, "nothing at all is no table"},
    {"PARSE_TESTS", 42, LEFT, 0, "empty cells alone are no row"},
    {"PARSE_TESTS", 54, LEFT, 0, "nothing at all is no table"},
    {"PARSE_TESTS", 55, LEFT, 0, "a line of blanks is an empty line"},
    {"PARSE_TESTS", 81, LEFT, 0, "rows of empty cells are rows"},
    {"PARSE_TESTS", 82, LEFT, 0, "rows of empty cells are rows"},
};

/* A case, and what the reader is given of it. */
struct trial {
    char name[128];
    const struct json *config, *rows, *errors;
    struct cx_buf input;
    char delimiter;  /* 0: to be recognised */
    bool has_header; /* rows are objects, keyed by the header */
    int first;       /* line of the case's first row */
    enum verdict verdict;
    int line;        /* of a refusal; 0: not known beforehand */
    size_t expected; /* the row that is looked at */
};

static bool is_empty_line(const struct json *row)
{
    size_t i = 0;
    if (row->type != JSON_LIST)
        return false;
    if (row->count == 1)
        return strspn(row->items[0]->text.data, " ") == row->items[0]->text.len;
    while (i < row->count && row->items[i]->text.len == 0) /* delimiters alone */
        i++;
    return i == row->count;
}

/* The first row can be cx's header if each cell has a name of its own, and no blanks around it. */
static bool is_header(const struct json *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct cx_buf *cell = &row->items[i]->text;
        if (row->items[i]->type != JSON_TEXT || cell->len == 0 || *cell->data <= ' ' ||
            cell->data[cell->len - 1] <= ' ')
            return false;
        for (size_t k = 0; k < i; k++) {
            if (strcmp(cx_buf_str(cell), cx_buf_str(&row->items[k]->text)) == 0)
                return false;
        }
    }
    return row->count > 0;
}

/* Where the rows have no header, one is put on top, in the case's own style. */
static void put_header(struct trial *trial, const char *input, size_t n, const struct json *meta)
{
    const struct json *named = json_get(meta, "delimiter");
    const char *cr = strchr(input, '\r'),
               *mark = strncmp(input, "\xEF\xBB\xBF", 3) ? "" : "\xEF\xBB\xBF";
    size_t widest = 0;
    char delimiter = trial->delimiter ? trial->delimiter : named ? *cx_buf_str(&named->text) : ',';
    for (size_t i = 0; i < trial->rows->count && widest == 0; i++)
        widest = is_empty_line(trial->rows->items[i]) ? 0 : trial->rows->items[i]->count;
    cx_buf_puts(&trial->input, mark);
    for (size_t i = 0; i < widest; i++)
        cx_buf_printf(&trial->input, "%.*sh%zu", i > 0, &delimiter, i);
    cx_buf_puts(&trial->input, cr && cr[1] != '\n' && !strchr(input, '\n') ? "\r" : "\n");
    cx_buf_add(&trial->input, input + strlen(mark), n - strlen(mark));
    trial->first = 2;
}

static void judge(struct trial *trial, const char *list, size_t index)
{
    trial->verdict = READ;
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        if (json_get(trial->config, strange[i].key))
            trial->verdict = LEFT;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(others[i].list, list) != 0 || others[i].index != index)
            continue;
        ck_assert_int_eq(trial->verdict, READ); /* said twice */
        trial->verdict = others[i].verdict;
        trial->line = others[i].line;
    }
    for (size_t i = 0; trial->verdict == READ && i < trial->errors->count; i++) {
        const char *type = cx_buf_str(&json_get(trial->errors->items[i], "type")->text);
        if (strcmp(type, "Delimiter") == 0)
            continue; /* it guessed a comma, as cx does */
        trial->verdict = REFUSED;
        trial->line =
            (int)strtol(cx_buf_str(&json_get(trial->errors->items[i], "row")->text), NULL, 10) +
            trial->first + trial->has_header;
    }
}

static void trial_init(struct trial *trial, const char *list, size_t index, const struct json *json)
{
    const struct json *input = json_get(json, "input"), *expected = json_get(json, "expected"),
                      *delimiter;
    *trial = (struct trial){.config = json_get(json, "config"), .first = 1};
    snprintf(trial->name, sizeof trial->name, "%s %zu: %.80s", list, index,
             cx_buf_str(&json_get(json, "description")->text));
    trial->rows = json_get(expected, "data");
    trial->errors = json_get(expected, "errors");
    delimiter = json_get(trial->config, "delimiter");
    trial->delimiter = delimiter && delimiter->text.len == 1 ? *delimiter->text.data : 0;
    const struct json *header = json_get(trial->config, "header");
    trial->has_header = header && strcmp(cx_buf_str(&header->text), "true") == 0;
    if (trial->has_header || (trial->rows->count > 0 && is_header(trial->rows->items[0])))
        cx_buf_add(&trial->input, input->text.data, input->text.len);
    else
        put_header(trial, cx_buf_str(&input->text), input->text.len, json_get(expected, "meta"));
    judge(trial, list, index);
}

/* A row is as wanted; one that has more or fewer cells than the header must be at fault. */
static void ck_cells(struct trial *trial, const struct cx_csv_row *header,
                     const struct cx_csv_row *row)
{
    while (trial->expected < trial->rows->count &&
           is_empty_line(trial->rows->items[trial->expected]))
        trial->expected++;
    ck_assert_msg(trial->expected < trial->rows->count, "%s: more rows than there are",
                  trial->name);
    const struct json *wanted = trial->rows->items[trial->expected++];
    if (wanted->count != header->count) {
        ck_assert_msg(row->fault != NULL, "%s: line %d", trial->name, (int)row->line);
        return;
    }
    ck_assert_msg(row->fault == NULL, "%s: %s", trial->name, row->fault);
    ck_assert_uint_eq(row->count, wanted->count);
    for (size_t i = 0; i < row->count; i++) {
        const struct json *cell =
            wanted->keys ? json_get(wanted, header->fields[i].s) : wanted->items[i];
        ck_assert_msg(cell && strcmp(row->fields[i].s, cx_buf_str(&cell->text)) == 0,
                      "%s: line %d: %s", trial->name, (int)row->line, row->fields[i].s);
    }
}

static void ck_read(struct trial *trial, struct cx_csv_reader *reader)
{
    const struct cx_csv_row *header = cx_csv_header(reader);
    struct cx_csv_row row;
    struct cx_err err = {0};
    if (!trial->has_header && trial->first == 1)
        ck_cells(trial, header, header);
    while (cx_csv_next(reader, &row, &err) == 1)
        ck_cells(trial, header, &row);
    while (trial->expected < trial->rows->count &&
           is_empty_line(trial->rows->items[trial->expected]))
        trial->expected++;
    ck_assert_msg(trial->expected == trial->rows->count, "%s: rows are lost", trial->name);
}

static void ck_refused(const struct trial *trial, struct cx_csv_reader *reader)
{
    struct cx_csv_row row;
    struct cx_err err = {0};
    while (cx_csv_next(reader, &row, &err) == 1 && !row.fault)
        continue;
    ck_assert_msg(row.fault && row.line == trial->line, "%s: line %d, not %d", trial->name,
                  (int)row.line, trial->line);
}

static enum verdict try(const char *list, size_t index, const struct json *json)
{
    struct trial trial;
    struct cx_csv_reader *reader;
    struct cx_err err = {0};
    char place[32];
    trial_init(&trial, list, index, json);
    const struct cx_csv_options options = {.delimiter = trial.delimiter};
    int fd = file_of(cx_buf_str(&trial.input), trial.input.len);
    int rc = trial.verdict == LEFT ? 1 : cx_csv_open(&reader, fd, "in.csv", &options, &err);
    snprintf(place, sizeof place, "in.csv:%d:", trial.line);
    if (rc < 0)
        ck_assert_msg(trial.verdict == REFUSED && strncmp(err.text, place, strlen(place)) == 0,
                      "%s: %s", trial.name, err.text);
    else if (trial.verdict == READ)
        ck_read(&trial, reader);
    else if (trial.verdict == REFUSED)
        ck_refused(&trial, reader);
    if (rc == 0)
        cx_csv_free(reader);
    cx_buf_fini(&trial.input);
    close(fd);
    return trial.verdict;
}

static void ck_counts(const struct json *all, const char *list, size_t read, size_t refused,
                      size_t left)
{
    const struct json *cases = json_get(all, list);
    size_t seen[VERDICTS] = {0};
    ck_assert_ptr_nonnull(cases);
    for (size_t i = 0; i < cases->count; i++)
        seen[try(list, i, cases->items[i])]++;
    ck_assert_msg(seen[READ] == read && seen[REFUSED] == refused && seen[LEFT] == left,
                  "%s: %zu read, %zu refused, %zu left out", list, seen[READ], seen[REFUSED],
                  seen[LEFT]);
}

START_TEST(papaparse_reading)
{
    struct json *all = read_json("data/papaparse/papaparse-cases.json");
    if (!all)
        return;
    ck_counts(all, "CORE_PARSER_TESTS", 32, 10, 20);
    ck_counts(all, "PARSE_TESTS", 47, 3, 40);
    json_free(all);
}
END_TEST

/* The writer: tables of texts, written with no option but the delimiter. */
static bool is_table(const struct json *json)
{
    const struct json *input = json_get(json, "input"), *config = json_get(json, "config");
    bool is_it = input->type == JSON_LIST && input->count > 0;
    for (size_t i = 0; i < config->count; i++)
        is_it = is_it && strcmp(config->keys[i], "delimiter") == 0 &&
                config->items[i]->text.len == 1 && *config->items[i]->text.data != '\n';
    for (size_t i = 0; is_it && i < input->count; i++) {
        is_it = input->items[i]->type == JSON_LIST;
        for (size_t k = 0; is_it && k < input->items[i]->count; k++)
            is_it = input->items[i]->items[k]->type == JSON_TEXT;
    }
    return is_it;
}

START_TEST(papaparse_writing)
{
    struct json *all = read_json("data/papaparse/papaparse-cases.json");
    const struct json *cases = json_get(all, "UNPARSE_TESTS");
    size_t written = 0;
    for (size_t i = 0; cases && i < cases->count; i++) {
        const struct json *rows = json_get(cases->items[i], "input"),
                          *named = json_get(json_get(cases->items[i], "config"), "delimiter");
        struct cx_buf got = {0};
        /* The others: objects, numbers, quotes around all, quotes and line ends of other kinds. */
        if (!is_table(cases->items[i]))
            continue;
        char delimiter = named ? *named->text.data : ',';
        for (size_t r = 0; r < rows->count; r++) {
            cx_buf_puts(&got, r > 0 ? "\r\n" : ""); /* Papa's line end; cx writes LF */
            for (size_t k = 0; k < rows->items[r]->count; k++) {
                const struct cx_buf *cell = &rows->items[r]->items[k]->text;
                cx_buf_printf(&got, "%.*s", k > 0, &delimiter);
                cx_csv_put(&got, cx_buf_str(cell), cell->len, delimiter);
            }
        }
        ck_assert_str_eq(cx_buf_str(&got),
                         cx_buf_str(&json_get(cases->items[i], "expected")->text));
        cx_buf_fini(&got);
        written++;
    }
    ck_assert_uint_eq(written, all ? 8 : 0);
    if (all)
        json_free(all);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, csv_spectrum);
    tcase_add_test(tc, papaparse_reading);
    tcase_add_test(tc, papaparse_writing);
}

UNIT_MAIN("corpora")
