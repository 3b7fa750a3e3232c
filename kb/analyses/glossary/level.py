"""What someone can do with a component: aware, assist, operate or expert.

Known as aware, assist, operate or expert too.

Why: few and coarse on purpose. It answers one question, whom to call and who can learn from whom, and is no measure
of a person. Not for pay, review or dismissal.

How it is computed: it is written under `knowledge`, best by the person concerned:
- aware: knows what it is and whom to ask
- assist: can help someone who operates it
- operate: can restore it alone at three in the morning
- expert: has brought another person to operate

Only operate and expert count towards coverage.

Source: our definition; a level is a claim until evidence stands beside it, see `evidence`.
"""
