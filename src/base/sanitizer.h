/*
 * Whether AddressSanitizer is in this build: it needs memory of its own,
 * which no limit may count, and takes the place of the allocation.
 */
#ifndef WATTLEAF_SANITIZER_H
#define WATTLEAF_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif
#ifndef ADDRESS_SANITIZER
#define ADDRESS_SANITIZER 0
#endif

#endif
