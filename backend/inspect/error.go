package inspect

import (
	"errors"
	"fmt"
	"strings"
)

// Code classifies an Error. The list is closed: pages and the command line
// decide by code, people read Message and Hint.
type Code string

const (
	Invalid     Code = "invalid"     // 输入不符合要求
	NotFound    Code = "notfound"    // 没有这一项
	Conflict    Code = "conflict"    // 与已有内容冲突，两份都已保留
	Forbidden   Code = "forbidden"   // 当前身份无权操作
	Refused     Code = "refused"     // 规则不允许（指明条款）
	Busy        Code = "busy"        // 正被占用
	Storage     Code = "storage"     // 磁盘、目录、介质问题
	Damaged     Code = "damaged"     // 内容被改动或损坏
	Unsupported Code = "unsupported" // 版本或格式不支持
	Canceled    Code = "canceled"    // 已取消
	Internal    Code = "internal"    // 内部错误
)

// Error is what every refused or failed step returns to a person.
// Message says what is wrong and where; Hint says what to do; both are in
// Chinese. Article names the clause of the 工作指引 ("第十五条") or of another
// rule when one refuses the step. Field is the JSON name of the input at
// fault; Ref is the id, path or row it concerns.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Field   string `json:"field"`
	Article string `json:"article"`
	Ref     string `json:"ref"`
	cause   error
}

// E makes an Error; message is formatted like fmt.Sprintf.
func E(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Error is one line: message, article and hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Message)
	if e.Article != "" {
		b.WriteString("（" + e.Article + "）")
	}
	if e.Hint != "" {
		b.WriteString("。" + e.Hint)
	}
	return b.String()
}

// Unwrap gives the technical cause, which goes to the log and never to the page.
func (e *Error) Unwrap() error { return e.cause }

// WithHint, WithField, WithArticle, WithRef and Because fill one field and return e.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}

func (e *Error) WithField(field string) *Error     { e.Field = field; return e }
func (e *Error) WithArticle(article string) *Error { e.Article = article; return e }
func (e *Error) WithRef(ref string) *Error         { e.Ref = ref; return e }
func (e *Error) Because(cause error) *Error        { e.cause = cause; return e }

// CodeOf is the code of err: Internal for anything that is not an Error.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// ForPerson turns any error into an Error that may be shown: one that is not
// an Error becomes 内部错误 and keeps the truth as its cause.
func ForPerson(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return E(Internal, "内部错误，本次操作没有完成").
		WithHint("已有数据不受影响；请重试，仍不行时把日志目录交给管理员").Because(err)
}
