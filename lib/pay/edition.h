/* Private to pay/, and to the folders that seal and explain: the edition of how rules pay. Where a
 * cx changes what a rule comes to on the same data, it raises EDITION: a month is computed again as
 * it was sealed, so that a retro line is for late data and never for another cx. A seal keeps its
 * edition (seal/sealed.h).
 *
 * 1: tiers pay for what lies below 0, too; a streak pays each of a person's posts in the top;
 * limits count a call about several debts as several contacts (conduct/limits.h). 2: they don't; a
 * streak is paid once, at the last of them; limits count one. */
#ifndef CX_PAY_EDITION_H
#define CX_PAY_EDITION_H

#define EDITION_1 1
#define EDITION   2

#endif
