"""Words to what they mention: numbers, ids, amounts, dates, phones, mails, names spelled out."""
