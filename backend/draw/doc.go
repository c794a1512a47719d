// Package draw draws subjects and inspectors by lot so that anybody can check
// the result: 随机抽取检查对象、随机匹配执法检查人员 (guideline articles 13 to 16).
//
// It is pure. Inputs, a nonce and a public input go in, a result comes out; it
// knows no clock, no files and no pseudo-random generator. The only randomness
// it takes is the io.Reader given to FreezeSubjects and FreezeInspectors, for
// salts and nonce. The rest of this page specifies the format ssj-draw/1
// completely: who reads it can replay a draw, or write a second program that
// does, without looking at the code. Worked examples with every byte stand in
// testdata/vectors, the digests of larger ones in testdata/large.json. Two such
// programs are here: replay.py replays everything, testdata/replay.sh a small
// draw of subjects with printf, sha256sum and sort.
//
// # The order of events
//
//  1. Freeze. The pool is written into input files, and a statement over them:
//     what is drawn, the digest of every file, the digest of a secret nonce,
//     and which public input will be used. The digest of the statement leaves
//     the computer and is witnessed.
//  2. Reveal. Dice are thrown, or the announced value becomes public. Nonce and
//     public input together give the seed.
//  3. Draw. Everything below follows from statement, nonce and public input.
//
// Who freezes cannot choose the result, because the public input comes later;
// who throws the dice cannot, because the nonce is secret until then.
//
// # Conventions
//
// sha256(x) is SHA-256 as 64 lower-case hex digits; LF is byte 0x0A, TAB 0x09.
// Every text that is hashed ends in LF, so printf and sha256sum replay it.
// Files are UTF-8 without byte order mark. A text file is a sequence of lines,
// each ended by LF and by nothing else; columns are divided by one TAB and are
// never empty. Texts hold no control characters (U+0000-001F, U+007F-009F) and
// no U+2028 or U+2029, and are otherwise kept as given: no Unicode
// normalisation, no trimming. Integers are decimal without sign or leading
// zeros. "Sorted by bytes" is the order of LC_ALL=C sort; no line stands twice.
// JSON files have the keys given here and no other, in the order given here (keys
// of counts and files sorted), two spaces of indent, a space after each colon, \"
// and \\ as the only escapes and LF at the end: Python's json.dumps(v,
// ensure_ascii=False, indent=2) plus LF.
//
// # Pseudonyms
//
// A subject or inspector is called by an id in all other files:
//
//	id = sha256(SALT LF CODE LF NAME LF)
//
// SALT is 16 fresh random bytes, written as 32 lower-case hex digits, for every
// item and every statement. CODE is unique in its list. The id binds: no other
// code or name can be put behind it later. It does not leak: without the salt
// nobody can tell whose it is, or that two draws contain the same one.
//
// # Input files
//
// All draws:
//
//	openings.txt   id TAB salt TAB code TAB name         sorted by bytes; internal
//	excluded.txt   code TAB name TAB reason              sorted by bytes; internal
//
// Purpose subjects:
//
//	frame.txt      stratum TAB id TAB weight             sorted by bytes
//	rules.json     {"rates": [{"stratum", "num", "den"}], "total", "weights"}
//
// weight is 1 to 1000 and stands among weights, which are ascending and without
// doubles; without the key weights every weight is 1. Rates are sorted by stratum, 0 <= num <= den <= 1000000,
// den >= 1. Either total is 0 and every stratum of the frame has a rate (rates
// of strata without subjects do no harm), or total is 1 to the number of
// subjects and rates is empty. An id stands once in the whole frame.
//
// Purposes inspectors and replacement:
//
//	roster.txt     id TAB department TAB qualifications TAB cap     sorted by bytes
//	seats.txt      order TAB subject TAB seat TAB department TAB qualifications TAB date
//	recusals.txt   subject TAB inspector                            sorted by bytes
//	rules.json     {"perSubject": 1, "leaderSeat": 1}
//
// In the roster cap is 1 to 1000, department "-" means none. Qualifications are
// "-" for none, or names divided by ASCII commas, sorted by bytes. Lines of
// seats.txt stand in the order in which seats are filled: order counts the
// subjects from 1 in the order of their tickets, seat is 1 to 99 and rises within
// a subject; department "-" means any; date is YYYY-MM-DD or "-". A recusal keeps
// an inspector from a subject, be it for kinship, leave or other duty: the cause
// is not told. perSubject says that nobody takes two seats of one subject,
// leaderSeat which seat is proposed as 组长; both are fixed in this version. A
// statement holds at most 5000 inspectors and 50000 seats.
//
// # Statement
//
// statement.json has these keys:
//
//	version   "ssj-draw/1"
//	purpose   "subjects", "inspectors" or "replacement"
//	task      number of the task
//	attempt   1, 2, ...: 第几次抽取
//	previous  sha256 of the previous attempt's statement.json; "" for the first
//	          (the first replacement may name the draw it repairs)
//	reason    why there is a further attempt or a replacement, else as given
//	input     {"kind", "note"}: "dice", "value" or "none", and which one it will be
//	counts    numbers of items: candidates, winners, excluded; or persons,
//	          recusals, seats, subjects, excluded
//	files     name -> sha256 of each input file above, internal ones included
//	nonce     sha256 of the 32 raw bytes of the nonce
//
// # Public input and seed
//
// The public input is one line of printable ASCII (0x20-0x7E), at most 1000
// bytes, normalised when it is typed. dice: all white space is removed, what
// remains is 20 or more digits 0-9 (66 bits or more), typed by two people with the
// same result. value: white space at both ends is removed, every run of it
// becomes one space, at least one character remains. none: the empty string;
// for rehearsals and replacements only. reveal.json is {"nonce", "publicInput",
// "source"}: the nonce as 64 lower-case hex digits, the line, and a remark on
// where it came from, which takes no part in the draw.
//
//	SEED = sha256("ssj-draw/1" LF sha256(statement.json) LF nonce LF publicInput LF)
//
//	seed=$(printf 'ssj-draw/1\n%s\n%s\n%s\n' "$STATEMENT" "$NONCE" "$PUBLIC" | sha256sum | cut -c-64)
//
// # Drawing subjects
//
// The ticket of a subject is the smallest, as text, over j = 1 .. weight of
//
//	printf '%s\nsubject/%s\n%s\n%s\n' SEED STRATUM ID J | sha256sum
//
// In each stratum with n subjects the k smallest tickets win, equal tickets in the
// order of the ids. By rate, k is n*num/den rounded up. With a fixed total T over N
// subjects, every stratum first gets T*n/N rounded down; what is left of T goes, one
// each, to the largest remainders T*n mod N, equal remainders in the order of the
// strata by bytes. Weight 1 gives every subject the same chance; integer weights
// give successive sampling: each next winner is drawn with chances proportional to
// the weights of those not yet drawn.
//
//	tickets.txt    stratum TAB id TAB ticket     all, by stratum, ticket, id
//	winners.txt    stratum TAB id                winners of all strata by ticket, id
//
// The order of winners.txt is the order of visits, and of seats.txt later.
//
// # Drawing inspectors
//
// A seating gives every seat an inspector of its department (if it names one) with
// all its qualifications, not recused from the subject, nobody twice at a subject,
// nobody more often than cap. If there is none, nothing is frozen and no rule is
// relaxed. Seats are then filled one by one in the order of seats.txt. The
// candidates of a seat are the inspectors whose department and qualifications
// fit, ordered by the number of seats already won in this statement, then by
//
//	printf '%s\ninsp/%s/%s\n%s\n1\n' SEED SUBJECT SEAT ID | sha256sum
//
// then by id. The first who may sit takes the seat; who stands before is passed
// over for the first of these reasons that holds:
//
//	recused   recused from this subject
//	team      has a seat of this subject already
//	cap       has won cap seats already
//	rest      no seating would be left that agrees with all seats filled so far
//
//	assignment.txt    subject TAB seat TAB inspector TAB rank      in order of seats
//	passed.txt        subject TAB seat TAB inspector TAB reason    in order of seats and rank
//
// rank counts the candidates from 1, so rank-1 of them stand in passed.txt. Whether
// a seating is left does not depend on how one looks for it; any method for maximum
// flow will do (seat -> inspector at subject, capacity 1 -> inspector, capacity cap).
//
// # Checksums and the two forms
//
// SHA256SUMS is what sha256sum prints, sorted by name, over statement.json,
// reveal.json, the results and the input files except the internal ones. The
// public form of a draw lacks openings.txt and excluded.txt; the full form, for
// supervision, has them. Both replay. Whoever is named in a draw may ask for its
// own line of openings.txt and find itself.
//
// Once the drawn list itself is public, the public form of a draw of subjects may
// carry winners-openings.txt: the lines of openings.txt of the winners, all of them
// and nobody else's, in that order. It stands outside the statement and SHA256SUMS,
// since it is decided later; each line proves itself.
//
// # What a replay proves, and what it does not
//
// It proves that pool, rules, exclusions and announced input were those of the
// statement, that nonce and public input lead to exactly this result, and, with
// openings, who is behind each id. It does not prove that the statement is older
// than the public input (the witnessed digest does), that the public input is what
// the dice showed (the witnesses do), that the pool was complete, or that no other
// attempt was hidden (attempt and previous, and the log, do). With input none it
// does not even prove chance: who froze could have frozen until the result pleased.
//
// Subjects of equal weight are drawn uniformly. The seating of inspectors is not
// uniform over all possible seatings: seats are filled one after the other, and
// balance within the statement goes before chance. Past work counts only through
// cap, never through the order, and every inspector who fits a seat and is not
// recused there has a positive chance of a seat: at the first such seat it has won
// none, so it may stand first, and then it is passed over only if it is needed
// for a later seat anyway. The smallest example of unequal seatings: X, Y, Z may sit
// once each, seat 1 takes any of them, seat 2 only X or Y. Of the four seatings XY
// and YX come with chance 1/3 each, ZX and ZY with 1/6 each; 6,000 simulated seeds
// gave 1940, 2047, 995 and 1018.
package draw
