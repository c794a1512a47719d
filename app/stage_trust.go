package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Trust is the page's view of 信任与吊销.
type Trust struct{ s *Session }

// State tells whom this workspace trusts.
func (x *Trust) State() (service.TrustState, error) {
	return call(x.s, "Trust.State", func(ctx context.Context, a inspect.Actor) (service.TrustState, error) {
		return x.s.ws.sv.Trust.State(ctx, a)
	})
}

// Revoke withdraws the certificate of a device.
func (x *Trust) Revoke(device string, why inspect.RevokeWhy, note string) (inspect.Device, error) {
	return call(x.s, "Trust.Revoke", func(ctx context.Context, a inspect.Actor) (inspect.Device, error) {
		return x.s.ws.sv.Trust.Revoke(ctx, a, device, why, note)
	})
}

// Package writes the signed trust package.
func (x *Trust) Package(out string) (service.Sent, error) {
	return call(x.s, "Trust.Package", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Trust.Package(ctx, a, out)
	})
}

// SaveCRL writes the newest revocation list.
func (x *Trust) SaveCRL(out string) error {
	return do(x.s, "Trust.SaveCRL", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Trust.SaveCRL(ctx, a, out)
	})
}

// IssuePerson certifies the laptop of one person.
func (x *Trust) IssuePerson(requestPath, person, out string) (inspect.Device, error) {
	return call(x.s, "Trust.IssuePerson", func(ctx context.Context, a inspect.Actor) (inspect.Device, error) {
		return x.s.ws.sv.Workspace.EnrolPerson(ctx, a, requestPath, person, out)
	})
}

// AddAuthority trusts another authority after its fingerprint was compared.
func (x *Trust) AddAuthority(path, fingerprint string) (service.TrustedRoot, error) {
	return call(x.s, "Trust.AddAuthority", func(ctx context.Context, a inspect.Actor) (service.TrustedRoot, error) {
		return x.s.ws.sv.Trust.AddAuthority(ctx, a, path, fingerprint)
	})
}

// AddAuthorityCRL takes a newer revocation list of a trusted authority.
func (x *Trust) AddAuthorityCRL(path string) (string, error) {
	return call(x.s, "Trust.AddAuthorityCRL", func(ctx context.Context, a inspect.Actor) (string, error) {
		return x.s.ws.sv.Trust.AddAuthorityCRL(ctx, a, path)
	})
}

// RemoveAuthority ends that trust.
func (x *Trust) RemoveAuthority(fingerprint, reason string) error {
	return do(x.s, "Trust.RemoveAuthority", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Trust.RemoveAuthority(ctx, a, fingerprint, reason)
	})
}

// BackupKeys writes all keys of this workspace into one file and proves it.
func (x *Trust) BackupKeys(passphrase, out string) (service.KeyCheck, error) {
	return call(x.s, "Trust.BackupKeys", func(ctx context.Context, a inspect.Actor) (service.KeyCheck, error) {
		return x.s.ws.sv.Trust.BackupKeys(ctx, a, []byte(passphrase), out)
	})
}

// CheckKeys opens and uses every key of a key backup, "" = of this workspace.
func (x *Trust) CheckKeys(passphrase, path string) (service.KeyCheck, error) {
	return call(x.s, "Trust.CheckKeys", func(ctx context.Context, a inspect.Actor) (service.KeyCheck, error) {
		return x.s.ws.sv.Trust.CheckKeys(ctx, a, []byte(passphrase), path)
	})
}

// RestoreKeys puts the keys of a key backup in the place of damaged ones.
func (x *Trust) RestoreKeys(passphrase, path string) (service.KeyCheck, error) {
	return call(x.s, "Trust.RestoreKeys", func(ctx context.Context, a inspect.Actor) (service.KeyCheck, error) {
		return x.s.ws.sv.Trust.RestoreKeys(ctx, a, []byte(passphrase), path)
	})
}

// RequestOutward makes a request that another authority can certify.
func (x *Trust) RequestOutward(passphrase, out string) error {
	return do(x.s, "Trust.RequestOutward", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Trust.RequestOutward(ctx, a, []byte(passphrase), out)
	})
}

// AcceptOutward takes the certificate that the authority issued.
func (x *Trust) AcceptOutward(passphrase, path, fingerprint string) (service.TrustedRoot, error) {
	return call(x.s, "Trust.AcceptOutward", func(ctx context.Context, a inspect.Actor) (service.TrustedRoot, error) {
		return x.s.ws.sv.Trust.AcceptOutward(ctx, a, []byte(passphrase), path, fingerprint)
	})
}
