// Package code checks the numbers that name firms and people: the
// 统一社会信用代码 (GB 32100-2015), the older 15-digit 注册号 and the 居民身份证号码
// (GB 11643-1999); and it masks numbers that may not be shown whole.
//
// Every check warns and none blocks. Registers hold real codes that fail their
// own check digit, so a warning says what is odd and the person decides, with a
// reason. A warning is one Chinese sentence; "" means nothing odd was found.
//
// Before checking, a number is normalised the way people mistype it: full-width
// characters become half-width, letters upper-case; spaces, invisible characters
// and the apostrophe that spreadsheets use for text are dropped. Nothing else is
// changed: a letter O stays a letter O and is warned about.
package code
