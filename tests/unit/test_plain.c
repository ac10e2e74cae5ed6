/* Lines that are split without libcsv: the reader must give the same rows as libcsv alone does. */
#include "csv/plain.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "unit.h"

START_TEST(ends)
{
    bool ascii;
    ck_assert_uint_eq(plain_end("a,b\nc", 5, &ascii), 3);
    ck_assert(ascii);
    ck_assert_uint_eq(plain_end("a,b\r\nc", 6, &ascii), 3);
    ck_assert_uint_eq(plain_end("\xe4\xb8\xad,b\n", 6, &ascii), 5);
    ck_assert(!ascii);
    static const char *const left[] = {"",          "\n",     "\r\n", " a\n", "\ta\n",
                                       "a,\"b\"\n", "a\rb\n", "a,b",  "a\r"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        ck_assert_uint_eq(plain_end(left[i], strlen(left[i]), &ascii), 0);
    ck_assert_uint_eq(plain_end("a\0b\n", 4, &ascii), 0);
}
END_TEST

START_TEST(fields)
{
    struct cx_csv_field field[4];
    char line[] = "a, b ,,c\n", many[] = "1;2;3;4;5\n";
    ck_assert_uint_eq(plain_split(field, 4, line, 8, ','), 4);
    ck_assert_str_eq(field[0].s, "a");
    ck_assert_str_eq(field[1].s, "b");
    ck_assert_uint_eq(field[1].n, 1);
    ck_assert_uint_eq(field[2].n, 0);
    ck_assert_str_eq(field[3].s, "c");
    ck_assert_uint_eq(plain_split(field, 4, many, 9, ';'), 0);
    ck_assert_str_eq(many, "1;2;3;4;5\n"); /* left as it was */
}
END_TEST

/* Rows as one text: fields between <>, rows ended by a newline. */
static void put_field(void *s, size_t n, void *out)
{
    cx_buf_putc(out, '<');
    cx_buf_add(out, s, n);
    cx_buf_putc(out, '>');
}

static void end_row(int c, void *out)
{
    (void)c;
    cx_buf_putc(out, '\n');
}

static void by_libcsv(struct cx_buf *out, const struct cx_buf *text)
{
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    ck_assert_uint_eq(csv_parse(&parser, text->data, text->len, put_field, end_row, out),
                      text->len);
    ck_assert_int_eq(csv_fini(&parser, put_field, end_row, out), 0);
    csv_free(&parser);
}

/* Rows of empty cells are for the reader what empty lines are. */
static void leave_out_empty(struct cx_buf *out)
{
    static const char empty[] = "\n<><><>\n";
    const size_t n = sizeof empty - 2;
    for (char *at = out->data; (at = strstr(at, empty)) != NULL;) {
        memmove(at, at + n, out->len - (size_t)(at - out->data) - n + 1);
        out->len -= n;
    }
}

static void by_reader(struct cx_buf *out, const struct cx_buf *text)
{
    struct cx_csv_options options = {.delimiter = ',', .encoding = "utf-8"};
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    struct cx_err err = {0};
    FILE *file = tmpfile();
    ck_assert_uint_eq(fwrite(text->data, 1, text->len, file), text->len);
    rewind(file);
    ck_assert_msg(cx_csv_open(&reader, fileno(file), "text", &options, &err) == 0, "%s", err.text);
    const struct cx_csv_row *header = cx_csv_header(reader);
    for (size_t i = 0; i < header->count; i++)
        put_field((void *)(uintptr_t)header->fields[i].s, header->fields[i].n, out);
    end_row(0, out);
    while (cx_csv_next(reader, &row, &err) == 1) {
        ck_assert_msg(!row.fault, "%s", row.fault);
        for (size_t i = 0; i < row.count; i++)
            put_field((void *)(uintptr_t)row.fields[i].s, row.fields[i].n, out);
        end_row(0, out);
    }
    cx_csv_free(reader);
    fclose(file);
}

static void add_cell(struct cx_buf *text)
{
    static const char *const plain[] = {
        "", "a", " b", "c ", "\t", "12.5", "\xe4\xb8\xad\xe6\x96\x87", "x y", "'"};
    static const char *const quoted[] = {"\"\"", "\"a,b\"", "\"say \"\"no\"\"\"", "\"two\nlines\"",
                                         " \"q\" "};
    if (rand() % 8 == 0)
        cx_buf_puts(text, quoted[rand() % 5]);
    else
        cx_buf_puts(text, plain[rand() % 9]);
}

/* Well-formed text of three columns: whatever its blanks, quotes and line ends are. */
START_TEST(the_same_rows_as_libcsv)
{
    srand(2026);
    for (int round = 0; round < 3000; round++) {
        struct cx_buf text = {0}, ours = {0}, theirs = {0};
        cx_buf_puts(&text, "one,two,three\n");
        for (int rows = rand() % 12; rows > 0; rows--) {
            for (int i = 0; i < 3; i++) {
                if (i > 0)
                    cx_buf_putc(&text, ',');
                add_cell(&text);
            }
            cx_buf_puts(&text, rand() % 3 ? "\n" : "\r\n");
        }
        by_reader(&ours, &text);
        by_libcsv(&theirs, &text);
        leave_out_empty(&theirs);
        ck_assert_msg(strcmp(cx_buf_str(&ours), cx_buf_str(&theirs)) == 0,
                      "of\n%s\nours\n%s\nlibcsv's\n%s", cx_buf_str(&text), cx_buf_str(&ours),
                      cx_buf_str(&theirs));
        cx_buf_fini(&text);
        cx_buf_fini(&ours);
        cx_buf_fini(&theirs);
    }
}
END_TEST

static void ck_unwrapped(const char *s, const char *wanted)
{
    char text[100];
    snprintf(text, sizeof text, "%s", s);
    plain_unwrap(text, strlen(text), ',');
    ck_assert_str_eq(text, wanted);
}

START_TEST(wrapped_texts)
{
    ck_unwrapped("=\"001\",a,=\"2\"\r\n", "\"001\" ,a,\"2\" \r\n");
    ck_unwrapped("a, =\"1,2\"", "a, \"1,2\" ");
    ck_unwrapped("=\"\"\n", "\"\" \n");
    /* in quotes, within a field, or going on behind the quote: as it is */
    ck_unwrapped("\"x,=\"\"1\"\",\",b", "\"x,=\"\"1\"\",\",b");
    ck_unwrapped("a=\"1\",b", "a=\"1\",b");
    ck_unwrapped("=\"1\"&A2,b", "=\"1\"&A2,b");
    ck_unwrapped("=\"1", "=\"1");
    ck_unwrapped("=", "=");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, ends);
    tcase_add_test(tc, fields);
    tcase_add_test(tc, wrapped_texts);
    tcase_add_test(tc, the_same_rows_as_libcsv);
}

UNIT_MAIN("plain")
