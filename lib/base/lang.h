/* The language in which cx speaks to people.
 *
 * English is the source: a text is looked up, as it stands in the code, in a catalogue of GNU
 * gettext (po/README.md), and stays as it is where the catalogue doesn't have it. Functions that
 * take a format and show it translate it themselves, so that those who call them write English and
 * nothing else; what reaches people by another way goes through _() or cx_shown().
 *
 * There are two languages at a time: that of messages, and that of what a program puts out, which
 * is English in formats that machines read. Both are set at the start, before there are threads. */
#ifndef CX_BASE_LANG_H
#define CX_BASE_LANG_H

#include <stdbool.h>

/* The languages that there are, for messages. */
#define CX_LANG_NAMES "en, zh_CN"

/* Takes a language by a name such as zh_CN, zh-CN, zh or zh_CN.UTF-8, for messages and output;
 * false: there is none of that name, and nothing changes. */
bool cx_lang_set(const char *name);
bool cx_lang_is_there(const char *name);
/* What is put out is for machines: in English whatever the language. */
bool cx_lang_set_output_plain(bool is_plain); /* as it was before */
bool cx_lang_output_is_plain(void);
/* While messages become part of the output, such as findings: they are in its language. */
void cx_lang_say_as_output(bool is_as_output);
/* The output's language as in <html lang>: en, zh-CN. */
const char *cx_lang_tag(void);

/* A text of the code in the language of messages. */
const char *cx_said(const char *english) __attribute__((format_arg(1)));
const char *cx_said_n(const char *one, const char *many, unsigned long long n)
    __attribute__((format_arg(1), format_arg(2)));
#define _(english) cx_said(english)
/* As cx_said and cx_said_n, in the language of the output. */
const char *cx_shown(const char *english) __attribute__((format_arg(1)));
const char *cx_shown_n(const char *one, const char *many, unsigned long long n)
    __attribute__((format_arg(1), format_arg(2)));
/* The name of a choice's word, such as no_answer, in the language of the output. */
const char *cx_shown_word(const char *word);
const char *cx_said_word(const char *word); /* in that of messages */
/* A piece of such a text that stands in a context, as NC_(context, text) marks it. */
const char *cx_shown_in(const char *context, const char *text);
/* Marks a text that is looked up elsewhere. */
#define N_(english)           english
#define NC_(context, english) english

#endif
