"""What some people hold, to whom it can go until their last day, and what proves that it has.

The flow: :mod:`question` says who hands over and until when; :mod:`scope` what falls below its target without them;
:mod:`duties` and :mod:`runbooks` what they hold besides; :mod:`propose` asks the scheduler of :mod:`kb.analyses.plan` and makes
the report; :mod:`progress` compares a saved one with the files as they are later.
"""
