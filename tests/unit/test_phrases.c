/* conduct/phrases: each phrase at each place, also where they overlap. */
#include "conduct/phrases.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "unit.h"

static char said[2000];

static void hear(void *context, size_t number, const char *phrase, size_t at, size_t taken)
{
    ck_assert_uint_eq(taken, strlen(phrase));
    ck_assert_int_eq(memcmp((const char *)context + at, phrase, taken), 0);
    snprintf(said + strlen(said), sizeof said - strlen(said), "%zu%s ", number, phrase);
}

static const char *found(const struct phrases *phrases, const char *text)
{
    *said = '\0';
    phrases_search(phrases, text, strlen(text), hear, (void *)(uintptr_t)text);
    return said;
}

START_TEST(overlapping)
{
    static const char *const list[] = {"操你妈", "操你", "你妈", "妈", "bt", "b", "不要脸"};
    struct phrases *phrases = phrases_new(false);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        phrases_add(phrases, list[i], i);
    phrases_ready(phrases);
    ck_assert_str_eq(found(phrases, ""), "");
    ck_assert_str_eq(found(phrases, "您好"), "");
    found(phrases, "操你妈");
    ck_assert_ptr_nonnull(strstr(said, "0操你妈 "));
    ck_assert_ptr_nonnull(strstr(said, "1操你 "));
    ck_assert_ptr_nonnull(strstr(said, "2你妈 3妈 "));
    found(phrases, "debt");
    ck_assert_ptr_nonnull(strstr(said, "4bt "));
    ck_assert_str_eq(found(phrases, "不要"), "");
    ck_assert_str_eq(found(phrases, "不不要脸"), "6不要脸 ");
    ck_assert_str_eq(found(phrases, "\xE4\xB8"), ""); /* half a character */
    phrases_free(phrases);
}
END_TEST

START_TEST(none)
{
    struct phrases *phrases = phrases_new(false);
    phrases_ready(phrases);
    ck_assert_str_eq(found(phrases, "a text"), "");
    phrases_free(phrases);
    phrases_free(NULL);
}
END_TEST

/* The same as looking for each alone. */
START_TEST(random_texts)
{
    static const char *const letters[] = {"a", "b", "é", "你", "我", "𠀀"};
    unsigned chance = 5;
    for (int round = 0; round < 300; round++) {
        struct phrases *phrases = phrases_new(false);
        char list[12][40] = {""}, text[200] = "", expected[12 + 1] = "", seen[12 + 1] = "";
        for (size_t i = 0; i < 12; i++) {
            for (unsigned k = 0, n = 1 + (chance = chance * 1103515245u + 12345u) / 65536 % 3;
                 k < n; k++)
                strcat(list[i], letters[(chance = chance * 1103515245u + 12345u) / 65536 % 6]);
            phrases_add(phrases, list[i], i);
        }
        for (int k = 0; k < 20; k++)
            strcat(text, letters[(chance = chance * 1103515245u + 12345u) / 65536 % 6]);
        phrases_ready(phrases);
        found(phrases, text);
        for (size_t i = 0; i < 12; i++) {
            char name[512];
            snprintf(name, sizeof name, "%zu%s ", i, list[i]);
            expected[i] = strstr(text, list[i]) ? 'x' : '-';
            seen[i] = strstr(said, name) ? 'x' : '-';
        }
        ck_assert_str_eq(seen, expected);
        phrases_free(phrases);
    }
}
END_TEST

static void hear_taken(void *context, size_t number, const char *phrase, size_t at, size_t taken)
{
    (void)phrase;
    snprintf(said + strlen(said), sizeof said - strlen(said), "%zu%.*s ", number, (int)taken,
             (const char *)context + at);
}

/* Symbols between its characters are none of a phrase's, beside letters of others' they are. */
START_TEST(over_symbols)
{
    static const char *const list[] = {"杀你💣", "$ab$", "★💣", "💣"};
    static const char *const texts[][2] = {{"杀你💣", "0杀你💣 3💣 "},
                                           {"杀★你+★💣", "0杀★你+★💣 2★💣 3💣 "},
                                           {"★杀你", ""},
                                           {"杀你★", ""},
                                           {"杀你★a💣", "3💣 "},
                                           {"$ab$", "1$ab$ "},
                                           {"$a★b$", ""},
                                           {"$★ab$", ""},
                                           {"★", ""},
                                           {"★♥💣", "2★♥💣 3💣 "}};
    struct phrases *phrases = phrases_new(true);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        phrases_add(phrases, list[i], i);
    phrases_ready(phrases);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *said = '\0';
        phrases_search(phrases, texts[i][0], strlen(texts[i][0]), hear_taken,
                       (void *)(uintptr_t)texts[i][0]);
        ck_assert_str_eq(said, texts[i][1]);
    }
    phrases_free(phrases);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, overlapping);
    tcase_add_test(tc, none);
    tcase_add_test(tc, over_symbols);
    tcase_add_test(tc, random_texts);
}

UNIT_MAIN("phrases")
