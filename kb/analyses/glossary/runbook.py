"""A page that says what to do when something fails, in steps that somebody can be led through.

Known as a step, steps, do, expect, if-not, undo or two-person too.

It is a file `runbooks/<id>.md`: front matter between two lines `---`, then sections under `##`. Those of a runbook that
declares a `kind` are, in this order, When to use, Impact, Before you start, Steps, Verify, Roll back, Escalate,
Background; where there is nothing to say, "None." is an answer. `kb runbook new ID --for COMPONENT` begins one, with a prompt
`{fill in: ...}` in each place; as long as one stands below Steps, the runbook has no steps. A whole one:

    ---
    title: Restart checkout
    kind: relaunch
    components: [checkout]
    owner: shop-team
    authors: [ann]
    risk: low
    requires: {level: operate}
    ---

    ## When to use

    Orders fail for 5 minutes, and nothing was released today.

    ## Impact

    Buyers wait for up to 60 seconds. No order is lost.

    ## Before you start

    Stop condition: stop if the store of orders does not answer.

    ## Steps

    ### s1 · Restart one instance

    - do: Restart 1 of the instances of checkout.
    - expect: It answers its health check within 60 seconds.
    - if not: escalate
    - minutes: 2

    ### s2 · Restart the others

    - do: Restart the other instances, 1 at a time.
    - expect: Fewer than 1 % of orders fail for 3 minutes.
    - if not: s1
    - undo: Take the instances that do not answer out of the pool.
    - minutes: 5

    ## Verify

    Failed orders stay below 1 % for 10 minutes.

    ## Roll back

    None: a restart changes no data.

    ## Escalate

    Page `shop-primary`.

    ## Background

    None.

Why: whoever is called at night does what is written, not what was meant. Steps with something to see can be rehearsed,
and a rehearsal by somebody else is the only proof that they work.

How it is computed: a step is a heading `### s1 · Title` below Steps, and a list under it, each item with one of these
words and a colon:
- do: what is done; may stand several times, and what bears none of these words counts as it
- expect: what can be seen then, with a number
- if not: where to go if it cannot be seen: ids of steps, or `escalate`
- undo: how the step is taken back
- minutes: how long it takes, a number
- two-person: `yes` where a second person must say so before it is done

A numbered list below Steps is steps as well, of which nothing is known but what to do. The files of other tools, with
sections of their own, are read as they are and count as never run. Whether it works is another question: see
`verified-runbook`.

Source: our format; the sections after the templates of the Prometheus operator's runbooks and Google's Site Reliability
Workbook.
"""
