#include "text/mask.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/letter.h"
#include "text/utf8.h"

#define LONG_NUMBER 7 /* digits from which a number could be a telephone's or a card's */

/* Bytes of the first character; 0: there is none. */
static size_t first_character(const char *s)
{
    return *s ? cx_letter(s) : 0;
}

void cx_mask_name(struct cx_buf *out, const char *name)
{
    cx_buf_add(out, name, first_character(name));
    if (*name)
        cx_buf_puts(out, "**");
}

/* Three digits in front and four at the end stay, of a short number none. */
void cx_mask_phone(struct cx_buf *out, const char *phone)
{
    size_t count = 0;
    for (const char *s = phone; *s; s += first_character(s))
        count++;
    if (count > 0 && count < 11) {
        cx_buf_puts(out, "****");
        return;
    }
    for (size_t i = 0, n; i < count; i++, phone += n) {
        n = first_character(phone);
        if (i < 3 || i >= count - 4)
            cx_buf_add(out, phone, n);
        else if (i < 7)
            cx_buf_putc(out, '*');
    }
}

void cx_mask_cell(struct cx_buf *out, const char *cell)
{
    for (size_t n; *cell; cell += n) {
        n = first_character(cell);
        cx_buf_putc(out, n == 1 && !isalnum((unsigned char)*cell) ? *cell : '*');
    }
}

static bool begins(const char *s, const char *with)
{
    return with && *with && strncmp(s, with, strlen(with)) == 0;
}

/* The blank at s, and its bytes; 0: there is none. */
static size_t blank(const char *s)
{
    return isspace((unsigned char)*s)  ? 1
           : begins(s, "\xE3\x80\x80") ? 3
           : begins(s, "\xC2\xA0")     ? 2
                                       : 0;
}

/* A name as it is looked for: folded, without blanks. A mere mark in its place, as -, is none. */
static void fold_name(struct cx_buf *out, const char *name)
{
    bool is_name = false;
    for (size_t n; name && *name; name += n) {
        n = blank(name);
        if (n > 0)
            continue;
        n = first_character(name);
        is_name = is_name || cx_utf8_gap(name, n) == 0;
        cx_utf8_fold(out, name, n);
    }
    if (!is_name)
        cx_buf_clear(out);
}

/* The bytes of a name where it begins at s, whatever its case and blanks; 0: it does not. Of a name
 * in letters that stand between others, nothing is said: Li is not in please. */
static size_t name_at(const char *s, const char *text, const struct cx_buf *folded)
{
    const char *wanted = cx_buf_str(folded), *at = s;
    struct cx_buf character = {0};
    if (!*wanted ||
        (at > text && isalpha((unsigned char)at[-1]) && isalpha((unsigned char)*wanted)))
        return 0;
    for (size_t n; *wanted && *at; at += n) {
        n = at > s ? blank(at) : 0;
        if (n > 0)
            continue;
        n = first_character(at);
        cx_buf_clear(&character);
        cx_utf8_fold(&character, at, n);
        if (strncmp(wanted, cx_buf_str(&character), character.len) != 0)
            break;
        wanted += character.len;
    }
    cx_buf_fini(&character);
    bool goes_on = at > s && isalpha((unsigned char)at[-1]) && isalpha((unsigned char)*at);
    return *wanted || goes_on ? 0 : (size_t)(at - s);
}

/* The digit at s, in any width, and its bytes; 0: there is none. */
static size_t digit(char *value, const char *s)
{
    bool is_wide =
        begins(s, "\xEF\xBC") && (unsigned char)s[2] >= 0x90 && (unsigned char)s[2] <= 0x99;
    if (is_wide)
        *value = (char)('0' + ((unsigned char)s[2] - 0x90));
    else
        *value = *s;
    return is_wide ? 3 : isdigit((unsigned char)*s) ? 1 : 0;
}

/* What stands between the digits of one number: a blank, a hyphen, a point. */
static size_t joint(const char *s)
{
    static const char *const joints[] = {"-", ".", "－", "–", "—", "．"};
    size_t n = blank(s);
    for (size_t i = 0; n == 0 && i < sizeof joints / sizeof *joints; i++)
        n = begins(s, joints[i]) ? strlen(joints[i]) : 0;
    return n;
}

/* The bytes of a day at s, 2026-10-01 or 01.10.2026; 0: there is none. */
static size_t day_at(const char *s)
{
    int a, b, c, n = 0, first = (int)strspn(s, "0123456789");
    char mark, other;
    if ((first != 4 && first > 2) ||
        sscanf(s, "%4d%c%2d%c%4d%n", &a, &mark, &b, &other, &c, &n) != 5 || n == 0 ||
        mark != other || !strchr("-.", mark) || isdigit((unsigned char)s[n]))
        return 0;
    int year = first == 4 ? a : c, day = first == 4 ? c : a;
    return year >= 1900 && year < 2100 && b >= 1 && b <= 12 && day >= 1 && day <= 31 ? (size_t)n
                                                                                     : 0;
}

static size_t digits_at(size_t *count, const char *s)
{
    char value;
    size_t at = 0;
    *count = 0;
    for (size_t n; (n = digit(&value, s + at)) > 0; at += n)
        ++*count;
    return at;
}

/* The bytes of an amount with two decimals at s, 5000.00; 0: there is none. More groups of digits
 * that are joined to it by more than a blank make it a telephone's, unless they are an amount, and
 * so does a zero in front. */
static size_t amount_at(size_t *digits, const char *s)
{
    size_t whole, decimals, n = digits_at(&whole, s), point = 0, next;
    char value;
    if (whole == 0 || whole >= LONG_NUMBER || (whole > 1 && digit(&value, s) > 0 && value == '0'))
        return 0;
    point = begins(s + n, ".") ? 1 : begins(s + n, "．") ? strlen("．") : 0;
    n += point;
    n += digits_at(&decimals, s + n);
    if (point == 0 || decimals != 2)
        return 0;
    *digits = whole + decimals;
    next = blank(s + n) > 0 ? 0 : joint(s + n);
    if (next == 0 || digit(&value, s + n + next) == 0)
        return n;
    return s[n] != '.' && amount_at(&whole, s + n + next) > 0 ? n : 0;
}

/* A number as it is spoken or written: groups of digits. */
struct number {
    struct cx_buf digits;
    size_t bytes;          /* of all, what joins them too */
    size_t first, longest; /* bytes of the first group; digits of the longest */
    size_t groups, last;   /* digits of the last */
    char joint;            /* the last: its first byte */
};

static void read_number(struct number *number, const char *s)
{
    char value;
    size_t n, at = 0;
    for (; (n = digit(&value, s + at)) > 0; at += n) {
        size_t before = number->digits.len;
        for (; (n = digit(&value, s + at)) > 0; at += n)
            cx_buf_putc(&number->digits, value);
        number->last = number->digits.len - before;
        number->longest = number->last > number->longest ? number->last : number->longest;
        number->first = number->groups++ == 0 ? at : number->first;
        number->bytes = at;
        if ((n = joint(s + at)) == 0 || day_at(s + at + n) > 0)
            break;
        number->joint = s[at];
    }
}

/* An amount such as 12345.67, or two, such as 3000-5000元. */
static bool is_amount(const struct number *number, const char *behind)
{
    static const char *const units[] = {"元", "块", "万", "yuan", "RMB", "CNY", "USD"};
    bool is_of_money = false;
    behind += blank(behind);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        is_of_money = is_of_money || begins(behind, units[i]);
    return number->groups == 2 && number->longest < LONG_NUMBER &&
           ((number->joint == '.' && number->last <= 2) || is_of_money);
}

/* The telephone is in it, and begins in its first digits. */
static bool is_of_phone(const struct number *number, const struct cx_buf *phone, size_t first)
{
    const char *digits = cx_buf_str(&number->digits), *with = cx_buf_str(phone);
    if (phone->len == 0 || (phone->len < LONG_NUMBER && strcmp(digits, with) != 0))
        return false;
    const char *at = strstr(digits, with);
    return at && (size_t)(at - digits) < first;
}

/* Puts the number that begins at s as it may be shown. Returns the bytes that were taken. */
static size_t put_number(struct cx_buf *out, const char *s, const struct cx_buf *phone)
{
    struct number number = {{0}, 0, 0, 0, 0, 0, '\0'};
    size_t taken = day_at(s), first = 0, amount = amount_at(&first, s);
    if (taken > 0) {
        cx_buf_add(out, s, taken);
        return taken;
    }
    read_number(&number, s);
    taken = amount > 0 ? amount : number.first;
    if (is_of_phone(&number, phone, amount > 0 ? first : number.digits.len) ||
        (amount == 0 && number.digits.len >= LONG_NUMBER &&
         !is_amount(&number, s + number.bytes))) {
        cx_mask_phone(out, cx_buf_str(&number.digits));
        taken = number.bytes;
    } else {
        cx_buf_add(out, s, taken);
    }
    cx_buf_fini(&number.digits);
    return taken;
}

static void put_digits(struct cx_buf *out, const char *s)
{
    char value;
    for (size_t n; s && *s; s += n) {
        n = digit(&value, s);
        if (n > 0)
            cx_buf_putc(out, value);
        else
            n = first_character(s);
    }
}

void cx_mask_text(struct cx_buf *out, const char *text, const char *name, const char *phone,
                  const char *person)
{
    const char *const names[] = {name, person};
    struct cx_buf folded[2] = {{0}}, digits = {0};
    char value;
    fold_name(&folded[0], name);
    fold_name(&folded[1], person);
    put_digits(&digits, phone);
    for (const char *s = text; *s;) {
        size_t of_name = name_at(s, text, &folded[0]);
        size_t n = of_name > 0 ? of_name : name_at(s, text, &folded[1]);
        if (n > 0) {
            cx_mask_name(out, names[of_name > 0 ? 0 : 1]);
        } else if (begins(s, phone)) {
            cx_mask_phone(out, phone);
            n = strlen(phone);
        } else if (digit(&value, s) > 0) {
            n = put_number(out, s, &digits);
        } else {
            n = first_character(s);
            cx_buf_add(out, s, n);
        }
        s += n;
    }
    cx_buf_fini(&folded[0]);
    cx_buf_fini(&folded[1]);
    cx_buf_fini(&digits);
}
