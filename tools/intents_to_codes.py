"""Which of our issue codes the intents of the training sets have; intents that fit none are left out."""

from __future__ import annotations

_INTENTS = {
    "billing.duplicate_charge": "transaction_charged_twice",
    "billing.unexpected_charge": "card_payment_fee_charged cash_withdrawal_charge transfer_fee_charged "
    "extra_charge_on_statement top_up_by_card_charge top_up_by_bank_transfer_charge exchange_charge",
    "billing.unknown_payment": "direct_debit_payment_not_recognised card_payment_not_recognised "
    "cash_withdrawal_not_recognised",
    "billing.wrong_amount": "wrong_amount_of_cash_received card_payment_wrong_exchange_rate "
    "wrong_exchange_rate_for_cash_withdrawal",
    "billing.refund": "request_refund Refund_not_showing_up expensereport",
    "billing.set_up": "SetAutoPayment UpdatePaymentPreference UpdateBillingFrequency CancelAutomaticBilling "
    "automatic_top_up",
    "billing.question": "ReportBillingIssue",
    "payment.failed": "declined_cash_withdrawal declined_card_payment pending_card_payment pending_cash_withdrawal "
    "top_up_reverted top_up_failed pending_top_up reverted_card_payment?",
    "payment.make": "PayBill MakeCreditCardPayment PayLoan top_up_by_cash_or_cheque topping_up_by_card",
    "payment.status": "CheckPaymentStatus",
    "payment.transfer": "MakeTransfer transfer_not_received_by_recipient pending_transfer failed_transfer "
    "declined_transfer cancel_transfer beneficiary_not_allowed transfer_timing transfer_into_account receiving_money "
    "balance_not_updated_after_bank_transfer",
    "order.new": "startorder orderbreakfastintent orderburgerintent orderdessertintent orderdrinkintent "
    "orderpizzaintent ordersaladintent ordersideintent",
    "order.status": "card_arrival card_delivery_estimate",
    "order.change": "changeorder",
    "booking.new": "bookflight ScheduleAppointment",
    "booking.change": "changeseatassignment",
    "booking.status": "getseatinfo",
    "account.access": "ResetPassword ChangeSecurityQuestion ChangePin change_pin pin_blocked passcode_forgotten",
    "account.details": "ChangeAddress UpdatePhoneNumber UpdateEmail UpdateStreetAddress edit_personal_details "
    "ChangeStatementDelivery",
    "account.open": "CreateAccount OpenAccount",
    "account.close": "CloseAccount terminate_account",
    "account.balance": "CheckAccountBalance CheckLoanBalance CheckCreditCardBalance",
    "account.verification": "why_verify_identity verify_my_identity unable_to_verify_identity verify_source_of_funds",
    "subscription.cancel": "CancelPlan",
    "subscription.change": "ChangePlan EnrollInPlan",
    "card.lost_or_stolen": "lost_or_stolen_card compromised_card",
    "card.new": "ApplyCreditCard RequestNewCard getting_spare_card order_physical_card get_physical_card "
    "getting_virtual_card get_disposable_virtual_card card_about_to_expire",
    "card.trouble": "activate_my_card card_linking card_not_working contactless_not_working virtual_card_not_working "
    "card_swallowed",
    "policy.quote": "GetQuote",
    "policy.change": "AddDependent RemoveDependent",
    "claim.new": "FileClaim ReportAutomobileAccident",
    "claim.status": "checkclaimstatus",
    "documents.request": "RequestProofOfInsurance getproofofinsurance getboardingpass GetBankStatement GetPolicyNumber",
    "loan.request": "ApplyLoan GetLoanInfo",
    "technical.fault": "reportbrokensoftware",
    "technical.broken_device": "reportbrokenphone",
    "technical.outage": "checkserverstatus",
    "technical.update": "softwareupdate",
    "information.request": "exchange_rate fiat_currency_support country_support supported_cards_and_currencies "
    "age_limit atm_support card_acceptance visa_or_mastercard top_up_limits disposable_card_limits GetBranchHours "
    "GetExchangeRate GetCreditCardInfo OnlineBankingInfo getpromotions",
    "information.contact": "FindAgent FindBranch",
}
CODES = {intent: code for code, intents in _INTENTS.items() for intent in intents.split()}
