/* text/encoding: what is recognised, what comes out, and what is no text. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "files.h"
#include "text/encoding.h"
#include "unit.h"

/* Decodes all, step bytes at a time; returns the open decoder. */
static struct cx_decoder *decoded(struct cx_buf *out, const char *bytes, size_t n,
                                  const char *encoding, size_t step)
{
    struct cx_err err = {0};
    struct cx_decoder *decoder;
    char part[4096];
    int fd = file_of(bytes, n);
    int64_t got;

    ck_assert_int_eq(cx_decoder_open(&decoder, fd, "in.csv", encoding, &err), 0);
    while ((got = cx_decoder_read(decoder, part, step, &err)) > 0)
        cx_buf_add(out, part, (size_t)got);
    ck_assert_int_eq(got, 0);
    ck_assert_int_eq(cx_decoder_read(decoder, part, step, &err), 0);
    ck_assert_int_eq(cx_decoder_bytes(decoder), (int64_t)n);
    close(fd);
    return decoder;
}

static void ck_decodes(const char *bytes, size_t n, const char *encoding, const char *recognised,
                       const char *text)
{
    static const size_t steps[] = {16, 17, 4096};

    for (size_t i = 0; i < 3; i++) {
        struct cx_buf out = {0};
        struct cx_decoder *decoder = decoded(&out, bytes, n, encoding, steps[i]);
        ck_assert_str_eq(cx_decoder_encoding(decoder), recognised);
        ck_assert_str_eq(cx_buf_str(&out), text);
        ck_assert_uint_eq(out.len, strlen(text));
        cx_decoder_free(decoder);
        cx_buf_fini(&out);
    }
}
#define CK(bytes, encoding, recognised, text)                                                      \
    ck_decodes(bytes, sizeof(bytes) - 1, encoding, recognised, text)

START_TEST(test_utf8)
{
    CK("a,b\n", NULL, "UTF-8", "a,b\n");
    CK("", NULL, "UTF-8", "");
    CK("\xEF\xBB\xBF还款,b\n", "auto", "UTF-8", "还款,b\n");
    CK("\xEF\xBB\xBFx", "UTF-8", "UTF-8", "x");
    CK("\xEF\xBB\xBF", NULL, "UTF-8", "");
    CK("a\x80\xFF", NULL, "UTF-8", "a\x80\xFF"); /* neither: the reader will say so */
}
END_TEST

START_TEST(test_gb18030)
{
    CK("\xD6\xD0\xB9\xFA,a\n", NULL, "GB18030", "中国,a\n");
    CK("\xD6\xD0\xB9\xFA,a\n", "gbk", "GB18030", "中国,a\n");
    CK("\x84\x31\x95\x33\xD6\xD0", NULL, "GB18030", "中");
    CK("\x95\x32\x82\x36", "gb18030", "GB18030", "\xF0\xA0\x80\x80"); /* U+20000 */
    CK("\x80 12,\xD6\xD0\x80\xB9\xFA\x80\x80\x80\x80\x80\x80\n", NULL, "GB18030",
       "€ 12,中€国€€€€€€\n");
    CK("12 \x80\n", "gbk", "GB18030", "12 €\n");
}
END_TEST

START_TEST(test_utf16)
{
    CK("\xFF\xFE"
       "a\0-N\n\0",
       NULL, "UTF-16LE", "a中\n");
    CK("\xFE\xFF\0aN-", NULL, "UTF-16BE", "a中");
    CK("a\0-N", "utf-16le", "UTF-16LE", "a中");
    CK("\xFF\xFE"
       "a\0",
       "utf-16le", "UTF-16LE", "a");
    CK("\xFF\xFE\0\0"
       "a\0\0\0-N\0\0",
       NULL, "UTF-32LE", "a中");
    CK("\0\0\xFE\xFF\0\0\0a", NULL, "UTF-32BE", "a");
    CK("a\0\0\0\0\0\x11\0b\0\0\0", "utf-32le", "UTF-32LE",
       "a\xFF"
       "b");
    CK("\xFE\xFF\0a", "UTF-16", "UTF-16BE", "a");
    CK("=\xD8\0\xDE", "utf-16le", "UTF-16LE", "\xF0\x9F\x98\x80");
}
END_TEST

START_TEST(test_invalid_becomes_ff)
{
    CK("a\xFF"
       "b,\xD6\xD0\n",
       "gb18030", "GB18030",
       "a\xFF"
       "b,中\n");
    CK("a\xD6\n", "gb18030", "GB18030", "a\xFF\n"); /* the line's end is not swallowed */
    CK("a\xD6", "gb18030", "GB18030", "a\xFF");     /* cut by the end */
    CK("a\0\0\xDC"
       "b\0",
       "utf-16le", "UTF-16LE",
       "a\xFF"
       "b");
    CK("a\0=\xD8"
       "b\0",
       "utf-16le", "UTF-16LE",
       "a\xFF"
       "b");
    CK("a\0b", "utf-16le", "UTF-16LE", "a\xFF");
}
END_TEST

START_TEST(test_refused)
{
    struct cx_err err = {0};
    struct cx_decoder *decoder;
    int fd = file_of("a,b\n", 4);

    ck_assert_int_eq(cx_decoder_open(&decoder, fd, "in.csv", "klingon", &err), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "\"klingon\" is not an encoding: use auto, utf-8"));
    ck_assert_ptr_null(decoder);
    err = (struct cx_err){0};
    lseek(fd, 0, SEEK_SET);
    ck_assert_int_eq(cx_decoder_open(&decoder, fd, "in.csv", "utf-16", &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "no byte-order mark"));
    close(fd);
    err = (struct cx_err){0};
    fd = open("/", O_RDONLY);
    ck_assert_int_eq(cx_decoder_open(&decoder, fd, "folder", NULL, &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "folder: reading failed: Is a directory"));
    close(fd);
}
END_TEST

/* A character across the end of the head that is looked at says nothing against UTF-8, and what
 * comes after the head is converted as well. */
START_TEST(test_beyond_head)
{
    const size_t head = 1024 * 1024, n = head + 200000;
    char *in = malloc(n);
    struct cx_buf out = {0};

    ck_assert_ptr_nonnull(in);
    memset(in, '1', n);
    memcpy(in + head - 1, "中", 3);
    struct cx_decoder *decoder = decoded(&out, in, n, NULL, 4096);
    ck_assert_str_eq(cx_decoder_encoding(decoder), "UTF-8");
    ck_assert_mem_eq(out.data, in, n);
    cx_decoder_free(decoder);

    cx_buf_clear(&out);
    memset(in + head - 1, '1', 3);
    memcpy(in + 10, "\xD6\xD0", 2);
    memcpy(in + head - 1, "\xD6\xD0", 2);
    memcpy(in + n - 2, "\xB9\xFA", 2);
    decoder = decoded(&out, in, n, NULL, 4096);
    ck_assert_str_eq(cx_decoder_encoding(decoder), "GB18030");
    ck_assert_uint_eq(out.len, n + 3);
    ck_assert_mem_eq(out.data + 10, "中", 3);
    ck_assert_mem_eq(out.data + head, "中", 3);
    ck_assert_mem_eq(out.data + n, "国", 3);
    cx_decoder_free(decoder);
    cx_buf_fini(&out);
    free(in);
}
END_TEST

/* The same transcripts in five encodings. */
START_TEST(test_shared_transcripts)
{
    static const struct {
        const char *name, *encoding;
    } files[] = {
        {"utf8", "UTF-8"},      {"utf8-bom", "UTF-8"},       {"gbk", "GB18030"},
        {"gb18030", "GB18030"}, {"utf16le-bom", "UTF-16LE"},
    };
    struct cx_buf first = {0};

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct cx_err err = {0};
        struct cx_decoder *decoder;
        struct cx_buf out = {0};
        char name[200], part[1000];
        snprintf(name, sizeof name, "data/zh-transcripts/utterances.%s.csv", files[i].name);
        int fd = shared_file(name);
        if (fd < 0)
            break;
        ck_assert_int_eq(cx_decoder_open(&decoder, fd, name, NULL, &err), 0);
        ck_assert_str_eq(cx_decoder_encoding(decoder), files[i].encoding);
        for (int64_t got; (got = cx_decoder_read(decoder, part, sizeof part, &err)) > 0;)
            cx_buf_add(i ? &out : &first, part, (size_t)got);
        if (i)
            ck_assert_str_eq(cx_buf_str(&out), cx_buf_str(&first));
        else
            ck_assert_uint_eq(first.len, 6268);
        cx_decoder_free(decoder);
        cx_buf_fini(&out);
        close(fd);
    }
    cx_buf_fini(&first);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_utf8);
    tcase_add_test(tc, test_gb18030);
    tcase_add_test(tc, test_utf16);
    tcase_add_test(tc, test_invalid_becomes_ff);
    tcase_add_test(tc, test_refused);
    tcase_add_test(tc, test_beyond_head);
    tcase_add_test(tc, test_shared_transcripts);
}

UNIT_MAIN("encoding")
