#include "help.h"

#include <stdio.h>

#include "base/lang.h"
#include "text/wrap.h"

/* A line fits 80 columns, and a page of --help a screen of 50 lines: the manual has the rest. */
enum { LINE = 79, LEFT = 24 };

/* A text from a column on; each further line begins there, too. */
static void print_beside(const char *text, int column)
{
    for (const char *rest = text; *rest;) {
        const char *s = rest;
        size_t bytes = cx_wrap(&rest, s, LINE - column);
        printf("%.*s\n", (int)bytes, s);
        if (*rest)
            printf("%*s", column, "");
    }
}

static void print_option(const struct cli_option *option)
{
    char left[64];
    const char *before = option->is_optional ? "[=" : option->argument ? "=" : "";
    int n =
        snprintf(left, sizeof left, "%c%c%s --%s%s%s%s", option->letter ? '-' : ' ',
                 option->letter ? option->letter : ' ', option->letter ? "," : " ", option->name,
                 before, option->argument ? option->argument : "", option->is_optional ? "]" : "");
    printf("  %-*s", LEFT, left);
    if (n >= LEFT)
        printf("\n  %*s", LEFT, "");
    print_beside(_(option->help), LEFT + 2);
}

/* What to type, and below it what that does. */
static void print_example(const struct cli_example *example)
{
    printf("  %s\n      ", example->command);
    print_beside(_(example->says), 6);
}

/* Options whose names say what they do. */
static void print_rare(const struct cli_option *common, size_t common_count)
{
    const char *gap = "  ";
    for (size_t i = 0; i < common_count; i++) {
        if (!common[i].is_rare)
            continue;
        printf("%s--%s", gap, common[i].name);
        gap = ", ";
    }
    putchar('\n');
}

void help_print(const struct cli_program *program, const struct cli_option *common,
                size_t common_count)
{
    static char room[1 << 16]; /* all at once: a later failure of a part has no errno */
    setvbuf(stdout, room, _IOFBF, sizeof room);
    for (size_t i = 0; i < CLI_EXAMPLES; i++)
        print_example(&program->examples[i]);
    if (*program->operands)
        printf(_("\nUsage: %s [OPTION]... %s\n"), program->name, program->operands);
    else
        printf(_("\nUsage: %s [OPTION]...\n"), program->name);
    print_beside(_(program->summary), 0);
    putchar('\n');
    for (size_t i = 0; i < program->option_count; i++)
        print_option(&program->options[i]);
    if (program->option_count > 0)
        putchar('\n');
    for (size_t i = 0; i < common_count; i++) {
        if (!common[i].is_rare)
            print_option(&common[i]);
    }
    print_rare(common, common_count);
    putchar('\n');
    print_beside(_("Exit status: 0 done; 1 bad data; 2 wrong usage; 3 the system failed; 4 a bug."),
                 0);
    printf(_("The manual has the rest: %s(1), and cx(7) for a month from files to pay.\n"),
           program->name);
}
