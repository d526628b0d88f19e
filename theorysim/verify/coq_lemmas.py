"""What every Coq script of a certificate begins with: lemmas and tactics over the reals of the standard library; no axiom is added."""

LEMMAS = r"""Require Import Reals Lra Lia.
Open Scope R_scope.
Lemma tangent a b : 0 <= exp a - exp b * (1 + (a - b)).
Proof.
  replace (exp a) with (exp b * exp (a - b)) by (rewrite <- exp_plus; f_equal; ring).
  pose proof (exp_pos b). pose proof (exp_ineq1_le (a - b)).
  replace (exp b * exp (a - b) - exp b * (1 + (a - b))) with (exp b * (exp (a - b) - (1 + (a - b)))) by ring.
  apply Rmult_le_pos; lra.
Qed.
Lemma two_parts l : exists p m, 0 <= p /\ 0 <= m /\ l = p - m.
Proof. destruct (Rle_dec 0 l); [exists l, 0 | exists 0, (- l)]; repeat split; lra. Qed.
Lemma ln_nonneg w : 0 <= w - 1 -> 0 <= ln w.
Proof. intros. destruct (Req_dec w 1) as [->|]; [rewrite ln_1; lra | left; rewrite <- ln_1; apply ln_increasing; lra]. Qed.
Lemma ln_pos w : 0 < w - 1 -> 0 < ln w.
Proof. intros. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma root r x : 0 <= r -> r * r = x -> sqrt x = r.
Proof. intros H E. rewrite <- E. apply sqrt_square; assumption. Qed.
Lemma without_squares x q : 0 < x * (q * q) -> 0 < x.
Proof.
  intros H. destruct (Rlt_dec 0 x); [assumption|].
  assert (0 <= (- x) * (q * q)) by (apply Rmult_le_pos; [lra | apply Rle_0_sqr]). lra.
Qed.
Lemma scaled x k y : 0 <= x -> 0 < k -> y = x * k -> 0 <= y.
Proof. intros; subst; apply Rmult_le_pos; lra. Qed.
Lemma scaled_lt x k y : 0 < x -> 0 < k -> y = x * k -> 0 < y.
Proof. intros; subst; apply Rmult_lt_0_compat; lra. Qed.
Lemma opposite x : 0 <= - x -> x <= 0.
Proof. lra. Qed.
Lemma square_pos b : b <> 0 -> 0 < b * b.
Proof. intros. apply (Rsqr_pos_lt b). assumption. Qed.
Ltac nonneg := first [ assumption | lra | apply Rplus_le_le_0_compat; nonneg | apply Rmult_le_pos; nonneg | apply pow_le; nonneg
  | apply pow2_ge_0 | apply Rlt_le; assumption | apply Rlt_le, Rinv_0_lt_compat; pos ]
with pos := first [ assumption | lra | apply Rplus_lt_le_0_compat; [pos | nonneg] | apply Rplus_le_lt_0_compat; [nonneg | pos]
  | apply Rmult_lt_0_compat; pos | apply pow_lt; pos | apply Rinv_0_lt_compat; pos ].
Ltac same_nz := match goal with N : ?a <> 0 |- ?b <> 0 =>
  let Z := fresh in intro Z; apply N; first [ lra | replace a with b by ring; exact Z | nra ] end.
Ltac nz := repeat split; first [ assumption | apply Rgt_not_eq; pos | same_nz | apply Rgt_not_eq; unfold Rgt; nra | apply Rlt_not_eq; nra ].
Ltac clear_up := first [ ring | field; nz ].
Ltac same_sign := match goal with
  | N : 0 < ?a |- 0 < ?b => replace b with a by clear_up; exact N
  | N : 0 <= ?a |- 0 <= ?b => replace b with a by clear_up; exact N
  | N : 0 < ?a |- 0 <= ?b => replace b with a by clear_up; apply Rlt_le; exact N end.
Ltac known := first [ nonneg | pos | same_sign ].
"""
