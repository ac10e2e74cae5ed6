#include "language.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "plan/plan.h"

/* What was asked for by --lang or $CX_LANG; NULL: nothing. */
static const char *asked(const char *option)
{
    const char *environment = getenv("CX_LANG");
    return option ? option : environment && *environment ? environment : NULL;
}

/* As gettext does: LANGUAGE is a list, and counts unless the locale is C. */
static void take_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL, *list = getenv("LANGUAGE");
    for (size_t i = 0; i < 3 && (!locale || !*locale); i++)
        locale = getenv(names[i]);
    if (!locale || !*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return;
    while (list && *list) {
        char name[32] = "";
        size_t n = strcspn(list, ":");
        strncat(name, list, n < sizeof name ? n : 0);
        if (cx_lang_set(name))
            return;
        list += n + (list[n] == ':');
    }
    cx_lang_set(locale);
}

int language_choose(const char *option, struct cx_err *err)
{
    const char *name = asked(option);
    if (!name)
        take_locale();
    else if (!cx_lang_set(name))
        return cx_err_set(err, CX_EUSAGE, "%s: there is no language \"%s\": use one of %s",
                          option ? "--lang" : "$CX_LANG", name, CX_LANG_NAMES);
    return 0;
}

void language_of_database(struct cx_db *db, const char *option)
{
    char name[CX_PLAN_LANGUAGE];
    if (!asked(option) && cx_plan_language(name, db))
        cx_lang_set(name);
}
