/* GNU libidn2: internationalised domain names (IDNA 2008, UTS #46). */
#include <idn2.h>
