/* The decoder: a look at the first MiB decides what the bytes are; iconv does the rest. */
#include "text/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "text/guess.h"
#include "text/utf8.h"

#define HEAD  (1024 * 1024) /* looked at before the encoding is decided */
#define CHUNK (64 * 1024)   /* read at a time afterwards */
#define NO_CD ((iconv_t)-1)

static const char UTF8[] = "UTF-8", UTF16LE[] = "UTF-16LE", UTF16BE[] = "UTF-16BE",
                  UTF32LE[] = "UTF-32LE", UTF32BE[] = "UTF-32BE", GB18030[] = "GB18030",
                  LATIN[] = "WINDOWS-1252";

struct cx_decoder {
    int fd;
    char *name;
    const char *encoding;
    char named[64]; /* the encoding, where only iconv knows the name */
    iconv_t cd;     /* NO_CD: bytes are passed through */
    char *in;       /* HEAD bytes */
    size_t pos, len;
    bool eof;
    int64_t bytes;
    struct cx_hash hash; /* of all bytes read */
};

/* Reads once, up to n bytes. */
static int64_t read_some(struct cx_decoder *decoder, char *bytes, size_t n, struct cx_err *err)
{
    ssize_t got;

    do
        got = read(decoder->fd, bytes, n);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return cx_err_set(err, CX_EWORLD, "%s: reading failed: %s", decoder->name,
                          cx_err_cause(errno));
    decoder->eof = got == 0;
    decoder->bytes += got;
    cx_hash_add(&decoder->hash, bytes, (size_t)got);
    return got;
}

static int fill_head(struct cx_decoder *decoder, struct cx_err *err)
{
    while (!decoder->eof && decoder->len < HEAD) {
        int64_t got = read_some(decoder, decoder->in + decoder->len, HEAD - decoder->len, err);
        if (got < 0)
            return (int)got;
        decoder->len += (size_t)got;
    }
    return 0;
}

/* The encoding of a byte-order mark, NULL where there is none; *length is the mark's. */
static const char *mark_at(const struct cx_decoder *decoder, size_t *length)
{
    static const struct {
        const char *encoding, *mark;
        size_t length;
    } marks[] = {
        {UTF8, "\xEF\xBB\xBF", 3},        {UTF32LE, "\xFF\xFE\0", 4}, /* before that of UTF-16, with
                                                                         which it begins */
        {UTF32BE, "\0\0\xFE\xFF", 4},     {UTF16LE, "\xFF\xFE", 2},   {UTF16BE, "\xFE\xFF", 2},
        {GB18030, "\x84\x31\x95\x33", 4},
    };

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        *length = marks[i].length;
        if (decoder->len >= *length && memcmp(decoder->in, marks[i].mark, *length) == 0)
            return marks[i].encoding;
    }
    *length = 0;
    return NULL;
}

/* A character that the end of the head cuts in two says nothing against UTF-8. */
static bool head_is_utf8(const struct cx_decoder *decoder)
{
    size_t at = cx_utf8_invalid_at(decoder->in, decoder->len);
    size_t rest = decoder->len - at;

    if (rest == 0)
        return true;
    if (decoder->eof || rest > 3)
        return false;
    unsigned char lead = (unsigned char)decoder->in[at];
    size_t needs = lead >= 0xF0 && lead < 0xF5   ? 4
                   : lead >= 0xE0 && lead < 0xF0 ? 3
                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                                 : 0;
    for (size_t i = 1; i < rest; i++)
        if (((unsigned char)decoder->in[at + i] & 0xC0) != 0x80)
            return false;
    return needs > rest;
}

/* Windows has the euro where GB 18030 has nothing. */
static bool is_euro(const char *encoding, const char *s, size_t n)
{
    return encoding == GB18030 && n > 0 && *s == '\x80';
}

static bool head_is_gb18030(const struct cx_decoder *decoder)
{
    iconv_t cd = iconv_open(UTF8, GB18030);
    char *in = decoder->in, sink[8192];
    size_t left = decoder->len;
    bool valid = cd != NO_CD;

    while (valid && left > 0) {
        char *out = sink;
        size_t room = sizeof sink;
        if (iconv(cd, &in, &left, &out, &room) != (size_t)-1 || errno == E2BIG)
            continue;
        if (errno == EILSEQ && is_euro(GB18030, in, left)) {
            in++;
            left--;
            continue;
        }
        valid = errno == EINVAL && !decoder->eof; /* cut by the end of the head */
        break;
    }
    if (cd != NO_CD)
        iconv_close(cd);
    return valid;
}

/* The line of the first byte that is not ASCII. */
static int64_t line_of_text(const struct cx_decoder *decoder)
{
    int64_t line = 1;

    for (size_t i = 0; i < decoder->len && !((unsigned char)decoder->in[i] & 0x80); i++)
        line += decoder->in[i] == '\n';
    return line;
}

static int recognise(struct cx_decoder *decoder, struct cx_err *err)
{
    size_t length;

    decoder->encoding = mark_at(decoder, &length);
    if (decoder->encoding)
        return 0;
    decoder->encoding = UTF8;
    /* With a NUL it is no text, or UTF-16: the reader tells what, if it gets the bytes as they are.
     */
    if (head_is_utf8(decoder) || memchr(decoder->in, '\0', decoder->len) ||
        !head_is_gb18030(decoder))
        return 0;
    decoder->encoding = GB18030;
    if (guess_is_chinese(decoder->in, decoder->len))
        return 0;
    return cx_err_set(err, CX_EDATA,
                      "%s:%lld: is not UTF-8, and may be Chinese or not: name the file's encoding, "
                      "as in --encoding=gb18030 for Chinese (big5 for traditional from Taiwan or "
                      "Hong Kong), windows-1252 for Western Europe",
                      decoder->name, (long long)line_of_text(decoder));
}

/* An encoding that iconv knows, and that has ASCII where ASCII has it. */
static bool take_name(struct cx_decoder *decoder, const char *encoding)
{
    char ascii[] = "\n\",;\t|aZ09", text[sizeof ascii] = "", *in = ascii, *out = text;
    size_t left = strlen(ascii), room = sizeof text - 1;
    iconv_t cd = iconv_open(UTF8, encoding);
    bool is_known = cd != NO_CD && strlen(encoding) < sizeof decoder->named &&
                    iconv(cd, &in, &left, &out, &room) == 0 && strcmp(text, ascii) == 0;

    if (cd != NO_CD)
        iconv_close(cd);
    if (!is_known)
        return false;
    for (size_t i = 0; encoding[i]; i++)
        decoder->named[i] = (char)toupper((unsigned char)encoding[i]);
    decoder->encoding = decoder->named;
    return true;
}

/* The one of UTF8 to LATIN above that goes by a name, in any case; NULL: none. */
static const char *own_encoding(const char *name)
{
    static const struct {
        const char *name, *encoding;
    } names[] = {
        {"utf-8", UTF8},
        {"utf8", UTF8},
        {"utf-16le", UTF16LE},
        {"utf16le", UTF16LE},
        {"utf-16be", UTF16BE},
        {"utf16be", UTF16BE},
        {"utf-32le", UTF32LE},
        {"utf-32be", UTF32BE},
        {"gb18030", GB18030},
        {"gbk", GB18030},
        {"gb2312", GB18030},
        {"cp936", GB18030},
        {"windows-936", GB18030},
        /* As browsers do: nobody means the control characters that ISO 8859-1 has. */
        {"windows-1252", LATIN},
        {"cp1252", LATIN},
        {"latin1", LATIN},
        {"latin-1", LATIN},
        {"iso-8859-1", LATIN},
        {"ascii", LATIN},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcasecmp(name, names[i].name) == 0)
            return names[i].encoding;
    }
    return NULL;
}

static int choose(struct cx_decoder *decoder, const char *encoding, struct cx_err *err)
{
    size_t length;
    const char *marked = mark_at(decoder, &length);
    int rc = 0;

    decoder->encoding = NULL;
    if (!encoding || strcasecmp(encoding, "auto") == 0)
        rc = recognise(decoder, err);
    if (rc < 0)
        return rc;
    if (!decoder->encoding)
        decoder->encoding = own_encoding(encoding);
    if (!decoder->encoding && (!strcasecmp(encoding, "utf-16") || !strcasecmp(encoding, "utf16"))) {
        decoder->encoding = marked == UTF16BE ? UTF16BE : UTF16LE;
        if (decoder->len > 0 && marked != UTF16LE && marked != UTF16BE)
            return cx_err_set(err, CX_EDATA,
                              "%s: has no byte-order mark: name its encoding utf-16le or utf-16be",
                              decoder->name);
    }
    if (!decoder->encoding && !take_name(decoder, encoding))
        return cx_err_set(err, CX_EUSAGE,
                          "\"%s\" is not an encoding: use auto, utf-8, utf-16, gb18030, gbk, "
                          "windows-1252, big5 or another one that iconv -l lists",
                          encoding);
    if (marked == decoder->encoding)
        decoder->pos = length;
    return 0;
}

int cx_decoder_open(struct cx_decoder **out, int fd, const char *name, const char *encoding,
                    struct cx_err *err)
{
    struct cx_decoder *decoder = cx_alloc(sizeof *decoder);
    cx_hash_init(&decoder->hash);
    int rc;

    *out = NULL;
    decoder->fd = fd;
    decoder->name = cx_strdup(name);
    decoder->cd = NO_CD;
    decoder->in = cx_alloc(HEAD);
    if ((rc = fill_head(decoder, err)) < 0 || (rc = choose(decoder, encoding, err)) < 0)
        goto fail;
    if (decoder->encoding != UTF8) {
        decoder->cd = iconv_open(UTF8, decoder->encoding);
        if (decoder->cd == NO_CD) {
            rc = cx_err_set(err, CX_EWORLD, "%s: this system can't read %s: %s", name,
                            decoder->encoding, cx_err_cause(errno));
            goto fail;
        }
    }
    *out = decoder;
    return 0;
fail:
    cx_decoder_free(decoder);
    return rc;
}

void cx_decoder_free(struct cx_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->cd != NO_CD)
        iconv_close(decoder->cd);
    free(decoder->in);
    free(decoder->name);
    free(decoder);
}

static int64_t pass_through(struct cx_decoder *decoder, char *bytes, size_t n, struct cx_err *err)
{
    size_t ready = decoder->len - decoder->pos;

    if (ready == 0)
        return decoder->eof ? 0 : read_some(decoder, bytes, n, err);
    if (n > ready)
        n = ready;
    memcpy(bytes, decoder->in + decoder->pos, n);
    decoder->pos += n;
    return (int64_t)n;
}

/* Moves what is left to the front and reads more behind it. */
static int refill(struct cx_decoder *decoder, struct cx_err *err)
{
    size_t rest = decoder->len - decoder->pos;

    memmove(decoder->in, decoder->in + decoder->pos, rest);
    decoder->pos = 0;
    decoder->len = rest;
    int64_t got = read_some(decoder, decoder->in + rest, CHUNK, err);
    if (got < 0)
        return (int)got;
    decoder->len += (size_t)got;
    return 0;
}

/* One step of iconv, into out; a byte (for UTF-16 and UTF-32 a unit) that is invalid, or a
 * character that the end of the file cuts, becomes 0xFF. Returns false where a character needs more
 * input. */
static bool convert(struct cx_decoder *decoder, char **out, size_t *room)
{
    char *in = decoder->in + decoder->pos;
    size_t left = decoder->len - decoder->pos, bad;
    bool done = iconv(decoder->cd, &in, &left, out, room) != (size_t)-1;
    int why = done ? 0 : errno;

    decoder->pos = decoder->len - left;
    if (done || why == E2BIG)
        return true;
    if (why == EINVAL && !decoder->eof)
        return false;
    if (why == EILSEQ && is_euro(decoder->encoding, in, left)) {
        static const char euro[] = {'\xE2', '\x82', '\xAC'};
        if (*room < sizeof euro)
            return true;
        memcpy(*out, euro, sizeof euro);
        *out += sizeof euro;
        *room -= sizeof euro;
        decoder->pos++;
        return true;
    }
    bool is_wide = decoder->encoding == UTF16LE || decoder->encoding == UTF16BE;
    bool is_widest = decoder->encoding == UTF32LE || decoder->encoding == UTF32BE;
    bad = why == EINVAL ? left : is_widest ? 4 : is_wide ? 2 : 1;
    if (*room > 0) {
        *(*out)++ = '\xFF';
        (*room)--;
        decoder->pos += bad < left ? bad : left;
    }
    return true;
}

int64_t cx_decoder_read(struct cx_decoder *decoder, char *bytes, size_t n, struct cx_err *err)
{
    char *out = bytes;
    size_t room = n;
    bool starved = false;

    if (decoder->cd == NO_CD)
        return pass_through(decoder, bytes, n, err);
    while (room >= 8) { /* always room for one character and one 0xFF */
        if (decoder->pos < decoder->len && !starved) {
            starved = !convert(decoder, &out, &room);
            continue;
        }
        if (out > bytes || decoder->eof)
            break;
        int rc = refill(decoder, err);
        if (rc < 0)
            return rc;
        starved = false;
    }
    return out - bytes;
}

const char *cx_decoder_encoding(const struct cx_decoder *decoder)
{
    return decoder->encoding;
}

void cx_decoder_digest(struct cx_decoder *decoder, char hex[CX_HASH_TEXT])
{
    cx_hash_end(&decoder->hash, hex);
}

int64_t cx_decoder_bytes(const struct cx_decoder *decoder)
{
    return decoder->bytes;
}
