/* csv/reader: rows, lines, faults, encodings, and that it ends well. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "csv/reader.h"
#include "files.h"
#include "unit.h"

/* Everything as one text: "line:field|field" a row, " !fault" behind a bad one; the header first.
 */
static void put_row(struct cx_buf *out, const struct cx_csv_row *row)
{
    cx_buf_printf(out, "%d:", (int)row->line);
    for (size_t i = 0; i < row->count; i++) {
        ck_assert(row->fields[i].s[row->fields[i].n] == 0);
        if (i > 0)
            cx_buf_putc(out, '|');
        if (row->fields[i].n > 100)
            cx_buf_printf(out, "<%zu bytes>", row->fields[i].n);
        else
            cx_buf_puts(out, row->fields[i].s);
    }
    if (row->fault)
        cx_buf_printf(out, " !%s", row->fault);
    cx_buf_putc(out, '\n');
}

static void read_all(struct cx_buf *out, int fd, const struct cx_csv_options *options)
{
    struct cx_err err = {0};
    struct cx_csv_reader *reader;
    struct cx_csv_row row;
    int rc = cx_csv_open(&reader, fd, "in.csv", options, &err);

    if (rc < 0) {
        cx_buf_printf(out, "%d %s", rc, err.text);
        return;
    }
    put_row(out, cx_csv_header(reader));
    while ((rc = cx_csv_next(reader, &row, &err)) > 0)
        put_row(out, &row);
    ck_assert_int_eq(rc, 0);
    ck_assert_int_eq(cx_csv_next(reader, &row, &err), 0);
    cx_csv_free(reader);
}

static void ck_reads_with(const char *bytes, size_t n, const struct cx_csv_options *options,
                          const char *wanted)
{
    struct cx_buf out = {0};
    int fd = file_of(bytes, n);

    read_all(&out, fd, options);
    ck_assert_str_eq(cx_buf_str(&out), wanted);
    close(fd);
    cx_buf_fini(&out);
}
#define CK(bytes, wanted) ck_reads_with(bytes, sizeof(bytes) - 1, NULL, wanted)

START_TEST(test_rows)
{
    CK("a,b\n1,2\n", "1:a|b\n2:1|2\n");
    CK("a,b\n1,2", "1:a|b\n2:1|2\n");
    CK("a,b\n", "1:a|b\n");
    CK("a,b", "1:a|b\n");
    CK("a,b\n,\n1,2\n\"\",\" \"\n \t, \n,,\n", "1:a|b\n3:1|2\n4:| \n"); /* all empty: no row */
    CK(",,\n;\n,\n1\n", "2:;\n4:1\n");
    CK("a,b\n1,", "1:a|b\n2:1|\n");
    CK("a\n\"\"\n", "1:a\n2:\n");
    CK("a\n\"\"", "1:a\n2:\n");
    CK("a,b\n\"x, \"\"y\"\"\",\"\"\n", "1:a|b\n2:x, \"y\"|\n");
    CK("a,b\n 1 ,\" 2 \"\n", "1:a|b\n2:1| 2 \n"); /* blanks stay inside quotes only */
}
END_TEST

START_TEST(test_lines)
{
    CK("a,b\r\n1,2\r\n3,4\r\n", "1:a|b\n2:1|2\n3:3|4\n");
    CK("\n\na,b\n\n1,2\n  \n\n3,4\n\n", "3:a|b\n5:1|2\n8:3|4\n");
    CK("a,b\n\"x\ny\",2\n3,4\n", "1:a|b\n2:x\ny|2\n4:3|4\n");
    CK("a,b\r\n\"x\r\n\r\ny\",2\r\n\r\n3,4", "1:a|b\n2:x\r\n\r\ny|2\n6:3|4\n");
    CK("\"a\n1\",b\n1,2\n", "1:a\n1|b\n3:1|2\n");
    CK("a,b\n\"x\ry\",2\n3,4\n", "1:a|b\n2:x\ry|2\n3:3|4\n"); /* as editors count */
    CK("a,b\n\n\n\"1\n\n2\",3,4\n5,6\n",
       "1:a|b\n4:1\n\n2|3|4 !has 3 fields, the header has 2\n7:5|6\n");
}
END_TEST

START_TEST(test_old_mac)
{
    CK("a,b\r1,2\r\r3,4", "1:a|b\n2:1|2\n4:3|4\n");
    CK("a,b\r\"x\ry\",2\r3,4\r", "1:a|b\n2:x\ry|2\n4:3|4\n");
}
END_TEST

START_TEST(test_unnamed)
{
    CK("a,b,,\n1,2,,\n3,4\n5,6,\n", "1:a|b\n2:1|2\n3:3|4\n4:5|6\n");
    CK("a,,b\n1,,2\n", "1:a|b\n2:1|2\n");
    CK("\"\",a,b\n,1,\"2\n\"\n", "1:a|b\n2:1|2\n\n");
    CK("a,,b,\n1,x,2\n3,,4,y\n5\n",
       "1:a|b\n2:1|x|2 !column 2 has no name in the header, but holds \"*\": give it a name, or "
       "empty "
       "it\n3:3||4|y !column 4 has no name in the header, but holds \"*\": give it a name, or "
       "empty "
       "it\n4:5 !has 1 field, the header has 4\n");
    CK("a,b\n1,2,,,\n3,4,,5\n", "1:a|b\n2:1|2\n3:3|4||5 !has 4 fields, the header has 2\n");
}
END_TEST

START_TEST(test_separator_line)
{
    CK("sep=;\na;b\n1,5;2\n", "2:a|b\n3:1,5|2\n");
    CK("SEP=,\r\na,b\r\n1,2\r\n", "2:a|b\n3:1|2\n");
    CK("sep=x\n1\n", "1:sep=x\n2:1\n");
}
END_TEST

START_TEST(test_ragged)
{
    CK("a,b,c,d,e,f\n1,2,3,4,5\n1,2,3,4,5,6\n",
       "1:a|b|c|d|e|f\n2:1|2|3|4|5 !has 5 fields, the header has 6\n3:1|2|3|4|5|6\n");
    CK("a,b\n1\n1,2,3\n",
       "1:a|b\n2:1 !has 1 field, the header has 2\n3:1|2|3 !has 3 fields, the header has 2\n");
}
END_TEST

#define ENCODING_HINT ": is the file in another encoding? name it, as in --encoding=windows-1252"

START_TEST(test_invalid_bytes)
{
    CK("a,b\n1,x\xFF\xFFy\n3,4\n",
       "1:a|b\n2:1|x\xFF\xFFy !invalid bytes for UTF-8 at column 2" ENCODING_HINT "\n3:3|4\n");
    CK("a,b\n1,2\n\0\0\0\0", "1:a|b\n2:1|2\n3: !invalid bytes for UTF-8 at column 1" ENCODING_HINT
                             " (it holds NUL bytes: UTF-16, or damaged)\n");
    CK("a,b\n1,x\0y\n3,4\n", "1:a|b\n2:1|x !invalid bytes for UTF-8 at column 2" ENCODING_HINT
                             " (it holds NUL bytes: UTF-16, or damaged)\n3:3|4\n");
    CK("a\xFF,b\n", "-1 in.csv:1: invalid bytes for UTF-8 at column 1" ENCODING_HINT);
    const struct cx_csv_options gbk = {.encoding = "gbk"};
    ck_reads_with("a,b\n1,\xD6\n", 8, &gbk,
                  "1:a|b\n2:1|\xFF !invalid bytes for GB18030 at column 2" ENCODING_HINT "\n");
}
END_TEST

START_TEST(test_stray_quotes)
{
    CK("a,b\n1,2\n3,x\"y\n5,6\n",
       "1:a|b\n2:1|2\n3:3 !column 2 contains a quote but is not quoted: put the field in "
       "quotes and write the inner quote twice (reading stops here)\n");
    CK("a,b\n\"1\"x,2\n3,4\n",
       "1:a|b\n2: !column 1 continues after its closing quote: write quotes inside a quoted field "
       "twice (reading stops here)\n");
    CK("a,b\n1,2\n\n3,\"x\ny,4\n5,6\n",
       "1:a|b\n2:1|2\n4:3 !column 2 begins with a quote that is never closed, in the row that "
       "begins in this line\n");
    CK("a,\"b\n1,2\n", "-1 in.csv:1: column 2 begins with a quote that is never closed, in the row "
                       "that begins in this line");
}
END_TEST

#define SWALLOWED                                                                                  \
    " begins with a quote and holds what seem to be rows, up to the next quote: export the file "  \
    "with quotes inside of texts written twice, and such texts in quotes\n"

/* Where a quote is only a character, as in a database's TSV, two of them could hide rows. */
START_TEST(test_swallowed_rows)
{
    CK("id\tat\tmemo\nP1\t1\t\"says\nP2\t2\tx\nP3\t3\tsaid\"\nP4\t4\tx\n",
       "1:id|at|memo\n2:P1|1|says\nP2\t2\tx\nP3\t3\tsaid !column 3" SWALLOWED "5:P4|4|x\n");
    CK("id|memo|by\r\nP1|\"says|E1\r\nP2|said\"|E2\r\n",
       "1:id|memo|by\n2:P1|says|E1\r\nP2|said|E2 !column 2" SWALLOWED);
    CK("id,at,memo\nP1,1,\"says\nP20,2,said\"\nP3,3,x\n",
       "1:id|at|memo\n2:P1|1|says\nP20,2,said !column 3" SWALLOWED "4:P3|3|x\n");
    /* These are texts. */
    CK("id\tmemo\tby\nP1\t\"says:\n\tno\"\tE1\n", "1:id|memo|by\n2:P1|says:\n\tno|E1\n");
    CK("id,at,memo\nP1,1,\"says\nyes, well, no\"\n", "1:id|at|memo\n2:P1|1|says\nyes, well, no\n");
    CK("id,at,memo\nP1,1,\"says\nP2, so, and, no\"\n",
       "1:id|at|memo\n2:P1|1|says\nP2, so, and, no\n");
    CK("memo\n\"a\nb\"\n", "1:memo\n2:a\nb\n");
}
END_TEST

START_TEST(test_header)
{
    CK(" a ,\" b\",\xE3\x80\x80"
       "c\xC2\xA0\n",
       "1:a|b|c\n");
    CK("a,b,a\n",
       "-1 in.csv:1: columns 1 and 3 are both named \"a\": is this line the header? give "
       "each column its own name");
    CK("\na,\" \",c\n1,,3\n", "2:a|c\n3:1|3\n");
    CK("\xC2\xA0,\xE3\x80\x80\n", "-1 in.csv:1: has no column with a name");
    CK("Payments of October,\na,b\n", "-1 in.csv:1: \"Payments of October\" is a title, not a "
                                      "header: remove the lines above the column names");
    CK("", "-1 in.csv: is empty: export it again; a table without rows has its header");
    CK("\n\r\n\n", "-1 in.csv: has no header row, only empty lines");
    CK("\xEF\xBB\xBF", "-1 in.csv: is empty: export it again; a table without rows has its header");
    CK("PK\x03\x04garbage", "-1 in.csv: is a workbook, which can't be read from a pipe: name the "
                            "file, or save it as CSV");
    CK("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "-1 in.csv: is an Excel workbook of the old format "
                                               "(.xls), or has a password: save it as .xlsx "
                                               "without one");
}
END_TEST

START_TEST(test_delimiter)
{
    CK("a;b,c;d\n1;2;3\n", "1:a|b,c|d\n2:1|2|3\n");
    CK("a\tb\n1,5\t 2\n", "1:a|b\n2:1,5|2\n");
    CK("\"a;;;;\",b\n1,2\n", "1:a;;;;|b\n2:1|2\n");
    CK("\r\n\r\na;b\r\n1;2\r\n", "3:a|b\n4:1|2\n");
    CK("a|b\n1,5|2\n", "1:a|b\n2:1,5|2\n");
    CK("a\n1\n", "1:a\n2:1\n");
    const struct cx_csv_options pipe = {.delimiter = '|'};
    ck_reads_with("a,b|c\n1|2\n", 10, &pipe, "1:a,b|c\n2:1|2\n");
}
END_TEST

START_TEST(test_encodings)
{
    CK("\xEF\xBB\xBF"
       "a,b\n还,2\n",
       "1:a|b\n2:还|2\n");
    CK("a,b\n\xD6\xD0\xB9\xFA,2\n", "1:a|b\n2:中国|2\n");
    CK("\xFF\xFE"
       "a\0,\0b\0\n\0-N,\0\x32\0\n\0",
       "1:a|b\n2:中|2\n");
    const struct cx_csv_options wrong = {.encoding = "klingon"};
    struct cx_buf out = {0};
    int fd = file_of("a\n", 2);
    read_all(&out, fd, &wrong);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&out), "-2 \"klingon\" is not an encoding"));
    close(fd);
    cx_buf_fini(&out);
}
END_TEST

static void put_times(struct cx_buf *out, const char *s, size_t times)
{
    while (times--)
        cx_buf_puts(out, s);
}

START_TEST(test_limits)
{
    struct cx_buf in = {0};

    cx_buf_puts(&in, "a,b\n1,");
    put_times(&in, "x", CX_CSV_MAX_FIELD);
    cx_buf_puts(&in, "\n2,\"");
    put_times(&in, "y", CX_CSV_MAX_FIELD + 1);
    cx_buf_puts(&in, "\"\n3,\"");
    put_times(&in, "z,\n", 200000);
    cx_buf_puts(&in, "\" \n4,");
    put_times(&in, "w", 700000);
    cx_buf_puts(&in, "\n5,6\n");
    ck_reads_with(in.data, in.len, NULL,
                  "1:a|b\n2:1|<65536 bytes>\n"
                  "3:2| !column 2 is longer than 65536 bytes: is a quote missing?\n"
                  "4:3| !column 2 is longer than 65536 bytes: is a quote missing?\n"
                  "200005:4| !column 2 is longer than 65536 bytes: is a quote missing?\n"
                  "200006:5|6\n");
    cx_buf_fini(&in);
}
END_TEST

START_TEST(test_long_row)
{
    struct cx_buf in = {0}, out = {0};

    cx_buf_puts(&in, "a,b\n");
    put_times(&in, "0123456789,", 200000);
    cx_buf_puts(&in, "\n1,2\n");
    int fd = file_of(in.data, in.len);
    read_all(&out, fd, NULL);
    ck_assert_ptr_nonnull(strstr(out.data, " !is longer than 1048576 bytes"));
    ck_assert_str_eq(out.data + out.len - 6, "3:1|2\n");
    close(fd);
    cx_buf_fini(&in);
    cx_buf_fini(&out);
}
END_TEST

/* Each length of the first row puts another byte of the second at the end of the reader's block:
 * quotes, CRLF, a Chinese character. */
START_TEST(test_block_ends)
{
    static const char rest[] = "\r\n\"还\"\"款\",\"\r\n\"\r\n1,2\r\n";
    struct cx_buf in = {0}, wanted = {0};

    for (size_t n = 65536 - 40; n < 65536 + 4; n++) {
        cx_buf_clear(&in);
        cx_buf_puts(&in, "a,b\r\n");
        put_times(&in, "\r\n", 10000);
        cx_buf_puts(&in, "\"");
        put_times(&in, "x", n - in.len);
        cx_buf_puts(&in, "\",y");
        cx_buf_add(&in, rest, sizeof rest - 1);
        cx_buf_clear(&wanted);
        cx_buf_printf(&wanted, "1:a|b\n10002:<%zu bytes>|y\n10003:还\"款|\r\n\n10005:1|2\n",
                      n - 20006);
        ck_reads_with(in.data, in.len, NULL, wanted.data);
    }
    cx_buf_fini(&in);
    cx_buf_fini(&wanted);
}
END_TEST

/* A pipe that brings a byte at a time is read as a file is. */
START_TEST(test_slow_pipe)
{
    static const char bytes[] = "a,b\r\n\"x\r\ny\",2\r\n3,4";
    struct cx_buf out = {0};
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        for (size_t i = 0; i < sizeof bytes - 1; i++)
            if (write(ends[1], bytes + i, 1) != 1)
                _exit(1);
        _exit(0);
    }
    close(ends[1]);
    read_all(&out, ends[0], NULL);
    ck_assert_str_eq(out.data, "1:a|b\n2:x\r\ny|2\n4:3|4\n");
    ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
    close(ends[0]);
    cx_buf_fini(&out);
}
END_TEST

/* An open quote at the top of 64 MiB takes no more memory than any file, and is named with its
 * line. */
START_TEST(test_constant_memory)
{
    struct rusage before, after;
    char block[65536], path[] = "/tmp/cx-unit-XXXXXX";
    struct cx_buf out = {0};
    int fd = mkstemp(path);

    ck_assert_int_ge(fd, 0);
    unlink(path);
    ck_assert_int_eq(write(fd, "a,b\n1,\"", 7), 7);
    memset(block, 'x', sizeof block);
    block[100] = '\n';
    for (int i = 0; i < 1024; i++)
        ck_assert_int_eq(write(fd, block, sizeof block), (ssize_t)sizeof block);
    lseek(fd, 0, SEEK_SET);
    getrusage(RUSAGE_SELF, &before);
    read_all(&out, fd, NULL);
    getrusage(RUSAGE_SELF, &after);
    ck_assert_str_eq(out.data, "1:a|b\n2:1 !column 2 begins with a quote that is never closed, in "
                               "the row that begins in this line\n");
    ck_assert_int_lt(after.ru_maxrss - before.ru_maxrss, 16 * 1024); /* KiB */
    close(fd);
    cx_buf_fini(&out);
}
END_TEST

START_TEST(test_read_error)
{
    struct cx_err err = {0};
    struct cx_csv_reader *reader;
    int fd = open("/", O_RDONLY);

    ck_assert_int_eq(cx_csv_open(&reader, fd, "folder", NULL, &err), CX_EWORLD);
    ck_assert_ptr_null(reader);
    ck_assert_str_eq(err.text, "folder: reading failed: Is a directory");
    close(fd);
    cx_csv_free(NULL);
}
END_TEST

START_TEST(test_bytes)
{
    struct cx_err err = {0};
    struct cx_csv_reader *reader;
    int fd = file_of("a,b\n1,2\n", 8);

    ck_assert_int_eq(cx_csv_open(&reader, fd, "in.csv", NULL, &err), 0);
    ck_assert_int_eq(cx_csv_bytes(reader), 8);
    cx_csv_free(reader);
    close(fd);
}
END_TEST

/* csv-spectrum 2.0.0, all but location_coordinates, whose JSON is defective upstream. */
START_TEST(test_shared_spectrum)
{
    static const struct {
        const char *name, *rows;
    } files[] = {
        {"comma_in_quotes", "1:first|last|address|city|zip\n"
                            "2:John|Doe|120 any st.|Anytown, WW|08123\n"},
        {"empty", "1:a|b|c\n2:1||\n3:2|3|4\n"},
        {"empty_crlf", "1:a|b|c\n2:1||\n3:2|3|4\n"},
        {"escaped_quotes", "1:a|b\n2:1|ha \"ha\" ha\n3:3|4\n"},
        {"json", "1:key|val\n2:1|{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}\n"},
        {"newlines", "1:a|b|c\n2:1|2|3\n3:Once upon \na time|5|6\n5:7|8|9\n"},
        {"newlines_crlf", "1:a|b|c\n2:1|2|3\n3:Once upon \r\na time|5|6\n5:7|8|9\n"},
        {"quotes_and_newlines", "1:a|b\n2:1|ha \n\"ha\" \nha\n5:3|4\n"},
        {"simple", "1:a|b|c\n2:1|2|3\n"},
        {"simple_crlf", "1:a|b|c\n2:1|2|3\n"},
        {"utf8", "1:a|b|c\n2:1|2|3\n3:4|5|ʤ\n"},
    };

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct cx_buf out = {0};
        char name[200];
        snprintf(name, sizeof name, "data/csv-spectrum/csvs/%s.csv", files[i].name);
        int fd = shared_file(name);
        if (fd < 0)
            return;
        read_all(&out, fd, NULL);
        ck_assert_str_eq(cx_buf_str(&out), files[i].rows);
        close(fd);
        cx_buf_fini(&out);
    }
}
END_TEST

/* Real exports: as many rows as their README says, none of them bad. */
START_TEST(test_shared_exports)
{
    static const struct {
        const char *name;
        int rows;
        size_t fields;
    } files[] = {
        {"data/bank-calls/bank-full.csv", 45211, 17}, /* ; between fields */
        {"data/ibm-receivables/WA_Fn-UseC_-Accounts-Receivable.csv", 2466, 12},
        {"data/zh-transcripts/utterances.gb18030.csv", 141, 3},
        {"data/zh-transcripts/utterances.utf16le-bom.csv", 141, 3},
    };

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct cx_err err = {0};
        struct cx_csv_reader *reader;
        struct cx_csv_row row;
        int rows = 0, fd = shared_file(files[i].name);
        if (fd < 0)
            return;
        ck_assert_int_eq(cx_csv_open(&reader, fd, files[i].name, NULL, &err), 0);
        ck_assert_uint_eq(cx_csv_header(reader)->count, files[i].fields);
        for (; cx_csv_next(reader, &row, &err) > 0; rows++) {
            ck_assert_ptr_null(row.fault);
            ck_assert_int_eq(row.line, rows + 2);
        }
        ck_assert_int_eq(rows, files[i].rows);
        cx_csv_free(reader);
        close(fd);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_rows);
    tcase_add_test(tc, test_lines);
    tcase_add_test(tc, test_old_mac);
    tcase_add_test(tc, test_unnamed);
    tcase_add_test(tc, test_separator_line);
    tcase_add_test(tc, test_ragged);
    tcase_add_test(tc, test_invalid_bytes);
    tcase_add_test(tc, test_stray_quotes);
    tcase_add_test(tc, test_swallowed_rows);
    tcase_add_test(tc, test_header);
    tcase_add_test(tc, test_delimiter);
    tcase_add_test(tc, test_encodings);
    tcase_add_test(tc, test_limits);
    tcase_add_test(tc, test_long_row);
    tcase_add_test(tc, test_block_ends);
    tcase_add_test(tc, test_slow_pipe);
    tcase_add_test(tc, test_constant_memory);
    tcase_add_test(tc, test_read_error);
    tcase_add_test(tc, test_bytes);
    tcase_add_test(tc, test_shared_spectrum);
    tcase_add_test(tc, test_shared_exports);
}

UNIT_MAIN("reader")
