package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Template is the page's view of 文书式样.
type Template struct{ s *Session }

// List lists the kinds that are data, with their versions.
func (x *Template) List() ([]service.TemplateKind, error) {
	return call(x.s, "Template.List", func(ctx context.Context, a inspect.Actor) ([]service.TemplateKind, error) {
		return x.s.ws.sv.Template.List(ctx, a)
	})
}

// Show gives the text of a version: 0 is the built-in one, -1 that which holds today.
func (x *Template) Show(kind string, version int) (inspect.Template, error) {
	return call(x.s, "Template.Show", func(ctx context.Context, a inspect.Actor) (inspect.Template, error) {
		return x.s.ws.sv.Template.Show(ctx, a, kind, version)
	})
}

// Starter is the text that a form of the bureau's own begins with.
func (x *Template) Starter() (string, error) {
	return call(x.s, "Template.Starter", func(ctx context.Context, a inspect.Actor) (string, error) {
		return x.s.ws.sv.Template.Starter(ctx, a)
	})
}

// ReadFile reads a template's file.
func (x *Template) ReadFile(path string) (string, error) {
	return call(x.s, "Template.ReadFile", func(ctx context.Context, a inspect.Actor) (string, error) {
		return x.s.ws.sv.Template.ReadFile(ctx, a, path)
	})
}

// Check says what is wrong with a template; nothing is stored.
func (x *Template) Check(text string) (inspect.Template, error) {
	return call(x.s, "Template.Check", func(ctx context.Context, a inspect.Actor) (inspect.Template, error) {
		return x.s.ws.sv.Template.Check(ctx, a, text)
	})
}

// Preview makes a PDF of a template and gives its SHA-256.
func (x *Template) Preview(text string, blank bool) (string, error) {
	return call(x.s, "Template.Preview", func(ctx context.Context, a inspect.Actor) (string, error) {
		return x.s.ws.sv.Template.Preview(ctx, a, text, blank)
	})
}

// Load keeps a template as the next version of its kind.
func (x *Template) Load(text, reason string) (inspect.TemplateVersion, error) {
	return call(x.s, "Template.Load", func(ctx context.Context, a inspect.Actor) (inspect.TemplateVersion, error) {
		return x.s.ws.sv.Template.Load(ctx, a, text, reason)
	})
}

// Retire proposes to go back to the built-in wording.
func (x *Template) Retire(kind, reason string) (inspect.TemplateVersion, error) {
	return call(x.s, "Template.Retire", func(ctx context.Context, a inspect.Actor) (inspect.TemplateVersion, error) {
		return x.s.ws.sv.Template.Retire(ctx, a, kind, reason)
	})
}

// Decide approves a version from a date, or refuses it.
func (x *Template) Decide(in service.TemplateDecision) (inspect.TemplateVersion, error) {
	return call(x.s, "Template.Decide", func(ctx context.Context, a inspect.Actor) (inspect.TemplateVersion, error) {
		return x.s.ws.sv.Template.Decide(ctx, a, in)
	})
}
