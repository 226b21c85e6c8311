# Halaman tempat pelanggan menjawab, pesan-pesannya, dan poster yang mengantar ke sana.
answer-skip-to-question = Langsung ke pertanyaan
answer-language = Bahasa
answer-progress = Sejauh mana Anda sudah menjawab
answer-leave-empty = Biarkan kolom ini kosong
answer-begin = Mulai
answer-next = Lanjut
answer-pass = Lewati
answer-back = Kembali
answer-send = Kirim jawaban

# Sebelum pertanyaan pertama
answer-length = { $questions-written } langkah singkat, sekitar { $minutes-written } menit. Anda boleh berhenti kapan saja dan melanjutkannya nanti.
answer-length-kiosk = { $questions-written } langkah singkat, sekitar { $minutes-written } menit.
answer-private-anonymous = Jawaban Anda anonim: tidak ada yang disimpan yang dapat menghubungkannya dengan Anda.
answer-private-invited = Jawaban Anda anonim. Yang dicatat hanya bahwa undangan Anda telah dipakai, bukan jawaban mana yang diberikan dengannya.
answer-private-named = Jawaban Anda tidak anonim: { $organisation } dapat melihat siapa yang menjawab, supaya dapat menanggapi dan memperbaiki masalah.
answer-private-linked = Nama tidak ditanyakan. Keterangan tentang kunjungan Anda yang ada dalam tautan halaman ini, misalnya tempatnya, disimpan bersama jawaban Anda.
answer-unfinished = Di perangkat ini ada jawaban yang sudah dimulai tetapi belum dikirim.
answer-continue-unfinished = Lanjutkan jawaban itu

# Pada pertanyaan
answer-mark-expectation = Layanan terbaik
answer-mark-perception = Pengalaman Anda
answer-mark-minimum = Paling rendah yang masih diterima
answer-mark-desired = Yang Anda inginkan
answer-mark-importance = Seberapa penting
answer-not-applicable = Tidak berlaku, atau saya tidak tahu
answer-entry = { $min } sampai { $max }
answer-step = Langkah { $number } dari { $last }
answer-rather-not = Saya memilih tidak menjawab

# Poin untuk dibagi
answer-points-title = Apa yang paling penting bagi Anda?
answer-points-how = Bagikan 100 poin: makin penting suatu hal, makin banyak poinnya. Anda juga boleh mengosongkan semuanya.
answer-points-left = Sisa { $points-written } poin
answer-points-over = Kelebihan { $points-written } poin
answer-points-done = Semua 100 poin sudah dibagikan
answer-points-problem = Jumlah poin harus 100; sekarang jumlahnya { $sum }. Ubah poinnya, atau kosongkan semua kolom.
answer-points-less = { $title }: kurangi lima poin
answer-points-more = { $title }: tambah lima poin

# Penutup
answer-comment = Adakah yang ingin Anda tambahkan?
answer-comment-add = Tambahkan beberapa kata
answer-comment-hint = Apa yang baik? Apa yang perlu diubah? Boleh juga dikosongkan.
answer-comment-hint-anonymous = Apa yang baik? Apa yang perlu diubah? Boleh juga dikosongkan. Mohon jangan menulis nama atau nomor telepon: jawaban Anda anonim.
answer-ready = Itu tadi pertanyaan terakhir
answer-blanks = Langkah-langkah ini Anda kosongkan atau baru terisi sebagian. Tidak apa-apa; jika ingin melihatnya lagi, pilih salah satu.
answer-blank = Kembali ke langkah { $number }

# Apa yang terjadi dengan jawaban
answer-saved = Tersimpan
answer-saving = Menyimpan …
answer-waiting = Tidak ada jaringan. Jawaban Anda disimpan di perangkat ini dan dikirim begitu jaringan tersedia.
answer-kept = Jawaban Anda tidak diterima. Jawaban itu masih disimpan di perangkat ini.
answer-waiting-title = Jawaban Anda menunggu jaringan
answer-waiting-text = Jawaban Anda disimpan di perangkat ini dan terkirim sendiri begitu jaringan tersedia. Halaman ini boleh dibiarkan terbuka, atau dibuka lagi nanti di perangkat yang sama.
answer-receipt-says = Inilah kode tanda terimanya nanti:
answer-thanks-title = Terima kasih
answer-thanks = Jawaban Anda sudah diterima dan membantu kami memperbaiki layanan.
answer-thanks-kiosk = Jawaban Anda membantu kami memperbaiki layanan.
answer-receipt = Kode tanda terima Anda
answer-receipt-use = Simpan kode ini jika suatu saat Anda ingin jawaban Anda dihapus: dengan kode ini jawaban dapat ditemukan, dan pada survei anonim hanya dengan kode ini.
answer-start-again = Orang berikutnya
answer-later = Lanjutkan nanti atau di perangkat lain
answer-later-how = Jawaban Anda sejauh ini sudah tersimpan. Buka tautan yang sama di sana, pilih “Saya punya kode”, lalu masukkan:
answer-have-code = Saya punya kode
answer-code = Kode
answer-resume = Lanjutkan dengan kode ini
answer-code-unknown = Tidak ada jawaban yang belum selesai dengan kode ini. Periksa setiap hurufnya; jika jawaban itu sudah dikirim, tidak ada lagi yang perlu dilakukan.

# Di dudukan dekat pintu
answer-idle-title = Anda masih di sini?
answer-idle-text = Jika tidak, sebentar lagi halaman ini dimulai kembali untuk orang berikutnya.
answer-idle-stay = Saya masih di sini

# Ketika tidak ada yang perlu dijawab
answer-closed-title = Survei ini sedang ditutup
answer-closed-text = Saat ini jawaban tidak dikumpulkan. Terima kasih atas kesediaan Anda.
answer-used-title = Undangan ini sudah dipakai
answer-used-text = Jawaban sudah diberikan dengan undangan ini dan sudah diterima. Terima kasih.
answer-empty = Belum ada yang dijawab. Jawablah paling sedikit satu pertanyaan, lalu kirim.
answer-unreadable = Yang dikirim bukan jawaban untuk kuesioner ini. Silakan buka tautannya lagi.
answer-cookie-title = Buka lagi tautan dalam undangan Anda
answer-cookie-text = Alamat ini hanya berlaku di peramban tempat undangan tadi dibuka.

# Poster
answer-poster-line = Ceritakan pengalaman Anda. Arahkan kamera ponsel ke kotak ini.
answer-poster-address = Atau buka alamat ini:
answer-poster-alt = Kode QR dengan alamat { $address }
