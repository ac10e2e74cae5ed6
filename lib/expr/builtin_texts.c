/* Functions of texts. A place in a text counts characters, from 1. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/letter.h"
#include "expr/tree.h"

static size_t next_character(const char *s)
{
    return *s ? cx_letter(s) : 0;
}

static int64_t characters(const char *s, size_t n)
{
    int64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += !cx_letter_goes_on(s[i]);
    return count;
}

/* Goes back to the last % alone, whatever stood before it: what it took need never be less. */
bool is_like(const char *text, const char *pattern)
{
    const char *again = NULL, *from = NULL;
    while (*text) {
        if (*pattern == '%') {
            again = ++pattern;
            from = text;
        } else if (*pattern == '_') {
            text += next_character(text);
            pattern++;
        } else if (*pattern && tolower((unsigned char)*text) == tolower((unsigned char)*pattern)) {
            text++;
            pattern++;
        } else if (again) {
            from += next_character(from);
            text = from;
            pattern = again;
        } else {
            return false;
        }
    }
    return pattern[strspn(pattern, "%")] == '\0';
}

/* What is tried at each character of a text may not be long itself. */
static bool is_short(struct machine *machine, const char *pattern)
{
    if (strlen(pattern) <= PATTERN_MAX)
        return true;
    cx_err_set(machine->err, CX_EDATA, "a pattern has more than %d bytes", PATTERN_MAX);
    return false;
}

bool text_like(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
               size_t count)
{
    const char *pattern = text_of(machine, &values[0]), *text = text_of(machine, &values[1]);
    (void)count;
    if (!pattern || !text || !is_short(machine, pattern))
        return false;
    *out = cx_scalar_int(is_like(text, pattern));
    return true;
}

bool text_length(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                 size_t count)
{
    const char *text = text_of(machine, &values[0]);
    (void)count;
    if (text)
        *out = cx_scalar_int(characters(text, strlen(text)));
    return text != NULL;
}

bool text_instr(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                size_t count)
{
    const char *text = text_of(machine, &values[0]), *part = text_of(machine, &values[1]);
    (void)count;
    if (!text || !part)
        return false;
    const char *found = strstr(text, part);
    *out = cx_scalar_int(found ? characters(text, (size_t)(found - text)) + 1 : 0);
    return true;
}

static bool with_case(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *value,
                      int (*change)(int))
{
    const char *text = text_of(machine, value);
    struct cx_buf *made = make_text(machine);
    for (const char *s = text; text && *s; s++)
        cx_buf_putc(made, isascii(*s) ? (char)change((unsigned char)*s) : *s);
    return text && take_text(out, machine, made);
}

bool text_lower(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                size_t count)
{
    (void)count;
    return with_case(out, machine, &values[0], tolower);
}

bool text_upper(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                size_t count)
{
    (void)count;
    return with_case(out, machine, &values[0], toupper);
}

bool text_replace(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                  size_t count)
{
    const char *text = text_of(machine, &values[0]), *what = text_of(machine, &values[1]);
    const char *with = text_of(machine, &values[2]), *found;
    (void)count;
    if (!text || !what || !with)
        return false;
    struct cx_buf *made = make_text(machine);
    for (; *what && made->len <= CX_CODE_TEXT_MAX && (found = strstr(text, what));
         text = found + strlen(what)) {
        cx_buf_add(made, text, (size_t)(found - text));
        cx_buf_puts(made, with);
    }
    cx_buf_puts(made, text);
    return take_text(out, machine, made);
}

/* A place or length as an integer; what is too large is as good as the end. */
static int64_t whole_of(const struct cx_scalar *value)
{
    struct cx_num number = value->number;
    if (number.d == 0)
        return cx_num_sign(number) * (int64_t)INT32_MAX;
    int64_t whole = number.n / number.d;
    return whole > INT32_MAX ? INT32_MAX : whole < -INT32_MAX ? -INT32_MAX : whole;
}

/* substr(text, from, count) as SQL has it: a from below 0 counts from the end; a count below 0
 * takes what stands before from; a place before the first counts as one of those taken. */
bool text_substr(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                 size_t count)
{
    const char *text = text_of(machine, &values[0]);
    if (!text)
        return false;
    for (size_t i = 1; i < count; i++) {
        if (!need_number(machine, &values[i]))
            return false;
    }
    int64_t from = whole_of(&values[1]), taken = count > 2 ? whole_of(&values[2]) : INT32_MAX;
    bool is_before = taken < 0;
    taken = is_before ? -taken : taken;
    if (from < 0) {
        from += characters(text, strlen(text));
        if (from < 0) {
            taken = taken + from < 0 ? 0 : taken + from;
            from = 0;
        }
    } else if (from > 0) {
        from--;
    } else if (taken > 0) {
        taken--;
    }
    if (is_before && (from -= taken) < 0) {
        taken += from;
        from = 0;
    }
    for (; from > 0 && *text; from--)
        text += next_character(text);
    const char *end = text;
    for (; taken > 0 && *end; taken--)
        end += next_character(end);
    struct cx_buf *made = make_text(machine);
    cx_buf_add(made, text, (size_t)(end - text));
    return take_text(out, machine, made);
}

/* Bytes at s that are one of the characters of a set; 0: none. */
static size_t one_of(const char *s, const char *set)
{
    for (; *set; set += next_character(set)) {
        size_t n = next_character(set);
        if (strncmp(s, set, n) == 0)
            return n;
    }
    return 0;
}

static bool trim(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                 size_t count, bool at_start, bool at_end)
{
    const char *text = text_of(machine, &values[0]);
    const char *set = count > 1 ? text_of(machine, &values[1]) : " ";
    if (!text || !set || !is_short(machine, set))
        return false;
    for (size_t n; at_start && *text && (n = one_of(text, set)) > 0;)
        text += n;
    const char *end = text, *s = text; /* behind the last character that stays */
    for (size_t n; *s; s += n) {
        n = one_of(s, set);
        if (n == 0) {
            n = next_character(s);
            end = s + n;
        }
    }
    struct cx_buf *made = make_text(machine);
    cx_buf_add(made, text, (size_t)((at_end ? end : s) - text));
    return take_text(out, machine, made);
}

bool text_trim(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
               size_t count)
{
    return trim(out, machine, values, count, true, true);
}

bool text_ltrim(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                size_t count)
{
    return trim(out, machine, values, count, true, false);
}

bool text_rtrim(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                size_t count)
{
    return trim(out, machine, values, count, false, true);
}
